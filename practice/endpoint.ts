import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Request, RequestHandler, Response } from 'express';
import { type Body, readBody } from './body.ts';
import type { Duty, Fault, FaultKind, Target } from './faults.ts';
import type { Platform, RealOrigin } from './hosts.ts';
import { Reply } from './reply.ts';
import { type LoggedRequest, maskedHeaders, maskedUrl } from './request-log.ts';
import type { World } from './world.ts';

/** A request as the real platform would see it. */
export interface ReceivedCall {
  readonly id: string;
  readonly method: string;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Body;
  /** The unread body, for an endpoint that asked for it. */
  readonly stream: IncomingMessage;
  readonly log: LoggedRequest;
  header(name: string): string | undefined;
}

/** A request on its way through a handler. */
export interface Call extends ReceivedCall {
  /** The fault of this kind that strikes inside the work, counted as used. */
  struck(kind: FaultKind): Fault | undefined;
}

export type Handler = (call: Call, world: World) => Reply | Promise<Reply>;

/** What differs between platforms when a fault strikes. */
export interface Dialect {
  platform: Platform;
  /** The account whose token the call carries, or that its path names. */
  account(call: ReceivedCall, world: World): string | undefined;
  /** The answer to a fault of the `before` phase that is not about the line. */
  refuse(fault: Fault, call: ReceivedCall, world: World): Reply;
  /** A server error in the platform's own words. */
  serverError(status: number): Reply;
}

interface Options {
  duty: Duty | ((call: ReceivedCall) => Duty);
  maxBytes?: number;
  /** Leave the body unread. */
  streams?: boolean;
}

const megabyte = 1024 * 1024;
const arrivals = new WeakMap<IncomingMessage, number>();

/** Called first thing for every request: the arrival time is what benches read. */
export function stampArrival(request: IncomingMessage): void {
  arrivals.set(request, performance.timeOrigin + performance.now());
}

/** Turns a handler into an Express route, with its log entry, faults and latency. */
export function endpoint(
  world: World,
  dialect: Dialect,
  origin: RealOrigin,
  options: Options,
  handler: Handler,
): RequestHandler {
  return async (request, response) => {
    const received = await receiveCall(request, response, world, dialect, origin, options);
    const target: Target = {
      platform: dialect.platform,
      method: received.method,
      path: received.url.pathname,
      duty: typeof options.duty === 'function' ? options.duty(received) : options.duty,
      account: dialect.account(received, world),
    };
    received.log.account = target.account;
    world.events.emit('request', received.log);
    const struck = (kind: FaultKind) => struckInside(received.log, world, target, kind);
    const call: Call = { ...received, struck };

    const before = world.faults.take('before', target);
    if (before !== undefined) {
      call.log.fault = before.kind;
      if (options.streams === true) request.resume();
      return answerBefore(before, call, world, dialect, response);
    }
    const reply = await handler(call, world);
    const after = reply.accepted ? world.faults.take('after', target) : undefined;
    if (world.latency[dialect.platform] > 0) await wait(world.latency[dialect.platform]);
    if (after === undefined) return send(response, reply, call.log);
    call.log.fault = after.kind;
    return answerAfter(after, reply, call.log, dialect, response);
  };
}

async function receiveCall(
  request: Request,
  response: Response,
  world: World,
  dialect: Dialect,
  origin: RealOrigin,
  options: Options,
): Promise<ReceivedCall> {
  const url = new URL(origin + request.url);
  const entry: LoggedRequest = {
    id: randomUUID(),
    arrivedAt: arrivals.get(request) ?? performance.timeOrigin + performance.now(),
    platform: dialect.platform,
    method: request.method,
    url: maskedUrl(url),
    path: url.pathname,
    headers: maskedHeaders(request.headers),
    account: undefined,
    status: undefined,
    answeredAt: undefined,
    fault: undefined,
    ignored: [],
  };
  world.log.add(entry);
  response.on('close', () => {
    if (!response.writableFinished) entry.status = 0;
    entry.answeredAt = performance.timeOrigin + performance.now();
  });
  return {
    id: entry.id,
    method: request.method,
    url,
    params: request.params as Record<string, string>,
    body: options.streams === true ? { kind: 'none' } : await readBody(request, options.maxBytes ?? megabyte),
    stream: request,
    log: entry,
    header: (name) => request.get(name),
  };
}

function struckInside(log: LoggedRequest, world: World, target: Target, kind: FaultKind): Fault | undefined {
  const fault = world.faults.take('inside', target, kind);
  if (fault !== undefined) log.fault = fault.kind;
  return fault;
}

/** Milliseconds until a post that is being made shows up in lists. */
export function listLag(call: Call): number {
  const fault = call.struck('lagging-list');
  return fault === undefined ? 0 : (fault.ms ?? 45_000);
}

const defaultHang = 30_000;

async function answerBefore(
  fault: Fault,
  call: Call,
  world: World,
  dialect: Dialect,
  response: ServerResponse,
): Promise<void> {
  if (fault.kind === 'reset-before-accept') return cut(response);
  if (fault.kind === 'timeout-before-accept') return hang(fault, response);
  if (fault.kind === '500-before') return send(response, serverError(fault, dialect), call.log);
  return send(response, dialect.refuse(fault, call, world), call.log);
}

async function answerAfter(
  fault: Fault,
  reply: Reply,
  log: LoggedRequest,
  dialect: Dialect,
  response: ServerResponse,
): Promise<void> {
  switch (fault.kind) {
    case 'reset-after-accept':
      return cut(response);
    case 'timeout-after-accept':
      return hang(fault, response);
    case '500-after-accept':
      return send(response, serverError(fault, dialect), log);
    case 'empty-body':
      return send(response, new Reply(fault.status ?? reply.status), log);
    case 'html-body':
      return send(response, sorryPage(fault.status ?? reply.status), log);
    default:
      await wait(fault.ms ?? 5000);
      return send(response, reply, log);
  }
}

/** A server error comes in the platform's words, empty, or as the page of some machine in between. */
function serverError(fault: Fault, dialect: Dialect): Reply {
  const status = fault.status ?? 500;
  if (fault.body === 'empty') return new Reply(status);
  return fault.body === 'html' ? sorryPage(status) : dialect.serverError(status);
}

const sorryPage = (status: number): Reply =>
  new Reply(
    status,
    { 'content-type': 'text/html; charset=utf-8' },
    '<!doctype html><html lang="en"><title>Sorry</title><h1>Something went wrong</h1></html>',
  );

async function hang(fault: Fault, response: ServerResponse): Promise<void> {
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  const timer = setTimeout(() => cut(response), fault.ms ?? defaultHang);
  await gone;
  clearTimeout(timer);
}

function cut(response: ServerResponse): void {
  response.req.socket.resetAndDestroy();
}

function send(response: ServerResponse, reply: Reply, log: LoggedRequest): void {
  if (response.destroyed) return;
  // Known here, before the sender can have read it.
  log.status = reply.status;
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
  response.end(reply.body);
}
