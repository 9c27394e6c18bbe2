import { json, Reply } from '../reply.ts';
import { gone, graphError, invalid } from './errors.ts';
import { paged, parseFields, showAll } from './fields.ts';
import type { GraphCall } from './graph.ts';
import { type FbPage, nextId } from './model.ts';
import { pageType } from './node-types.ts';
import { authorize, killTokens, type Session } from './tokens.ts';

/** A session of a person; a Page token cannot ask these. */
function userSession(
  { call, params, world }: GraphCall,
  permissions: readonly string[] = [],
): Session | Reply {
  const session = authorize(call, params, world, permissions);
  if (session instanceof Reply) return session;
  return session.token.kind === 'USER'
    ? session
    : invalid('This method must be called with a User access token');
}

function pageList(graph: GraphCall, session: Session, pages: readonly FbPage[]): Reply {
  const fields = parseFields(graph.params.text('fields') ?? 'access_token,category,name,id,tasks');
  if (fields instanceof Reply) return fields;
  const page = paged(pages, graph.call.url);
  if (page instanceof Reply) return page;
  const data = showAll(pageType(graph.world, session), page.rows, fields);
  return data instanceof Reply ? data : json(200, { data, paging: page.paging });
}

/** GET /me/accounts: the Pages the person chose; those of a portfolio need `business_management` */
export function accounts(graph: GraphCall): Reply {
  const session = userSession(graph, ['pages_show_list']);
  if (session instanceof Reply) return session;
  const business = session.grant.permissions.business_management === 'granted';
  const pages = chosenPages(graph, session).filter((page) => page.business === null || business);
  return pageList(graph, session, pages);
}

function chosenPages({ world }: GraphCall, session: Session): FbPage[] {
  return Object.values(world.state.facebook.pages).filter(
    (page) => session.grant.pageIds.includes(page.id) && (page.tasks[session.person.id] ?? []).length > 0,
  );
}

/** GET /me/businesses */
export function businesses(graph: GraphCall): Reply {
  const session = userSession(graph, ['business_management']);
  if (session instanceof Reply) return session;
  const all = chosenPages(graph, session).flatMap((page) => (page.business === null ? [] : [page.business]));
  const data = [...new Map(all.map((business) => [business.id, business])).values()];
  return json(200, { data });
}

/** GET /{business}/owned_pages and /{business}/client_pages; practice portfolios have no clients */
export function businessPages(graph: GraphCall): Reply {
  const session = userSession(graph, ['business_management', 'pages_show_list']);
  if (session instanceof Reply) return session;
  const pages = chosenPages(graph, session).filter((page) => page.business?.id === graph.call.params.node);
  if (pages.length === 0) return gone();
  return pageList(graph, session, graph.call.url.pathname.endsWith('client_pages') ? [] : pages);
}

/** GET /me/permissions */
export function permissions(graph: GraphCall): Reply {
  const session = userSession(graph);
  if (session instanceof Reply) return session;
  const data = Object.entries(session.grant.permissions).map(([permission, status]) => ({
    permission,
    status,
  }));
  return json(200, { data });
}

/** DELETE /me/permissions: takes the app away from the account; /me/permissions/{name} takes one back */
export function revokePermissions(graph: GraphCall): Reply {
  const session = userSession(graph);
  if (session instanceof Reply) return session;
  const { world } = graph;
  const name = graph.call.params.permission;
  if (name === undefined) {
    world.state.facebook.grants = world.state.facebook.grants.filter((grant) => grant !== session.grant);
    killTokens(world, (token) => token.personId === session.person.id && token.appId === session.app.id, 458);
  } else if (name in session.grant.permissions) {
    session.grant.permissions[name] = 'declined';
    world.changed();
  } else {
    return graphError(100, undefined, '(#100) Permission is not granted');
  }
  return json(200, { success: true });
}

/** POST /{app}/uploads: opens a resumable upload */
export function openUpload(graph: GraphCall): Reply {
  const session = userSession(graph);
  if (session instanceof Reply) return session;
  const { params, world } = graph;
  if (graph.call.params.node !== session.app.id) return gone();
  const fileLength = Number(params.text('file_length'));
  const fileType = params.text('file_type') ?? '';
  params.text('file_name');
  if (!Number.isInteger(fileLength) || fileLength < 1) return invalid('file_length is required');
  if (
    !['video/mp4', 'video/quicktime', 'image/jpeg', 'image/jpg', 'image/png', 'application/pdf'].includes(
      fileType,
    )
  ) {
    return invalid(`file_type ${fileType} is not supported`);
  }
  const id = `MTphdHRhY2htZW50Og${nextId(world.state.facebook)}`;
  world.state.facebook.uploads[id] = {
    id,
    appId: session.app.id,
    personId: session.person.id,
    fileLength,
    fileType,
    received: 0,
    handle: null,
  };
  world.changed();
  return json(200, { id: `upload:${id}` });
}
