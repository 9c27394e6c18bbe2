import type { z } from 'zod';
import {
  type AccountChange,
  accountChange,
  type AppChange,
  appChange,
  metricsInput,
  type NewAccount,
  newAccount,
  type NewApp,
  newApp,
  type NewPerson,
  newPerson,
  type SignInInput,
  signInInput,
  type SwitchesInput,
  switchesInput,
} from './control-inputs.ts';
import { nextId as nextFacebookId } from './facebook/model.ts';
import type { Fault, FaultInput } from './faults.ts';
import type { Platform } from './hosts.ts';
import { type AccountView, listAccounts, listPosts, type PostView } from './listing.ts';
import { noLatency } from './latency.ts';
import { organizationOf, type LiTokens } from './linkedin/tokens.ts';
import type { PinTokens } from './pinterest/sessions.ts';
import type { LoggedRequest } from './request-log.ts';
import {
  type FacebookTokens,
  signInFacebook,
  type InstagramTokens,
  signInInstagram,
  signInLinkedIn,
  signInPinterest,
  signInTikTok,
  signInX,
  signInYoutube,
} from './sign-in.ts';
import { freshState, type State } from './state.ts';
import { endTokens } from './token-endings.ts';
import type { TkTokens } from './tiktok/sessions.ts';
import type { World } from './world.ts';
import { nextId as nextXId } from './x/model.ts';
import type { TokenPair } from './x/sessions.ts';
import { newChannelId } from './youtube/model.ts';
import type { GoogleTokens } from './youtube/sessions.ts';

type SignedIn = TokenPair | FacebookTokens | InstagramTokens | LiTokens | PinTokens | GoogleTokens | TkTokens;

/** Said to whoever steers the practice server with an id it does not know. */
export class UnknownId extends Error {}

export interface PostFilter {
  platform?: Platform | undefined;
  /** X user id, Facebook Page id, Instagram account id, the URN of a LinkedIn author, Pinterest user id, YouTube channel id or TikTok open id. */
  account?: string | undefined;
}

export interface RequestFilter {
  platform?: Platform | undefined;
  method?: string | undefined;
  /** What the path at the real host opens with. */
  path?: string | undefined;
  account?: string | undefined;
}

const fits = (post: PostView, { platform, account }: PostFilter): boolean =>
  (platform === undefined || post.platform === platform) &&
  (account === undefined || post.account.id === account);

const asked = (entry: LoggedRequest, { platform, method, path, account }: RequestFilter): boolean =>
  (platform === undefined || entry.platform === platform) &&
  (method === undefined || entry.method === method) &&
  (path === undefined || entry.path.startsWith(path)) &&
  (account === undefined || entry.account === account);

/** Everything a test, a bench or the panel may do behind the platforms' backs. */
export class Control {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  accounts(): AccountView[] {
    return listAccounts(this.#world);
  }

  /** Posts in the order they were made, with those that were deleted, removed or vanished. */
  posts(filter: PostFilter = {}): PostView[] {
    return listPosts(this.#world).filter((post) => fits(post, filter));
  }

  /** The next post that is made; it resolves before the sender has its answer. */
  nextPost(filter: PostFilter = {}): Promise<PostView> {
    return new Promise((resolve) => {
      const onPost = (id: string) => {
        const post = this.posts(filter).find((item) => item.id === id);
        if (post === undefined) return;
        this.#world.events.off('post', onPost);
        resolve(post);
      };
      this.#world.events.on('post', onPost);
    });
  }

  /** Calls in the order they arrived. */
  requests(filter: RequestFilter = {}): LoggedRequest[] {
    return this.#world.log.list().filter((entry) => asked(entry, filter));
  }

  /** The next call that arrives; it resolves before anything is done for it. */
  nextRequest(filter: RequestFilter = {}): Promise<LoggedRequest> {
    return new Promise((resolve) => {
      const onRequest = (entry: LoggedRequest) => {
        if (!asked(entry, filter)) return;
        this.#world.events.off('request', onRequest);
        resolve(entry);
      };
      this.#world.events.on('request', onRequest);
    });
  }

  /** Back to the ready accounts and apps: no posts, tokens, faults, latency or log. */
  reset(): void {
    this.#world.state = freshState();
    this.#world.faults.clear();
    this.#world.log.clear();
    this.#world.counters.clear();
    this.#world.latency = noLatency();
    this.#world.blobs.clear();
    this.#world.changed();
  }

  faults(): readonly Fault[] {
    return this.#world.faults.list();
  }

  addFault(input: FaultInput): Fault {
    return this.#world.faults.add(input);
  }

  removeFault(id: string): void {
    if (!this.#world.faults.remove(id)) throw new UnknownId(`No active fault has the id ${id}.`);
  }

  clearFaults(): void {
    this.#world.faults.clear();
  }

  signIn(input: SignInInput & { platform: 'x' }): TokenPair;
  signIn(input: SignInInput & { platform: 'facebook' }): FacebookTokens;
  signIn(input: SignInInput & { platform: 'instagram' }): InstagramTokens;
  signIn(input: SignInInput & { platform: 'linkedin' }): LiTokens;
  signIn(input: SignInInput & { platform: 'pinterest' }): PinTokens;
  signIn(input: SignInInput & { platform: 'youtube' }): GoogleTokens;
  signIn(input: SignInInput & { platform: 'tiktok' }): TkTokens;
  signIn(input: SignInInput): SignedIn;
  /** Tokens without the browser, as if the seller had said yes. */
  signIn(input: SignInInput): SignedIn {
    const tokens = this.#tokensFor(signInInput.parse(input));
    if (tokens === undefined) throw new UnknownId('No such account or app.');
    return tokens;
  }

  #tokensFor(wish: z.output<typeof signInInput>): SignedIn | undefined {
    switch (wish.platform) {
      case 'x':
        return signInX(this.#world, wish);
      case 'facebook':
        return signInFacebook(this.#world, wish);
      case 'instagram':
        return signInInstagram(this.#world, wish);
      case 'linkedin':
        return signInLinkedIn(this.#world, wish);
      case 'pinterest':
        return signInPinterest(this.#world, wish);
      case 'youtube':
        return signInYoutube(this.#world, wish);
      case 'tiktok':
        return signInTikTok(this.#world, wish);
    }
  }

  /** The access tokens of an account run out now; refreshing still works where the platform has it. */
  expireTokens(account: string): number {
    return endTokens(this.#world, account, 'expired', 463);
  }

  /** The seller takes the permission back: nothing works until a new sign-in. */
  revokeTokens(account: string, subcode = 458): number {
    return endTokens(this.#world, account, 'revoked', subcode);
  }

  addApp(input: NewApp): void {
    const { platform: _, ...app } = newApp.parse(input);
    const { x, facebook, youtube } = this.#world.state;
    if ('callbacks' in app) {
      x.apps[app.clientId] = app;
    } else if ('publishing' in app) {
      youtube.apps[app.clientId] = app;
    } else {
      facebook.apps[app.id] = app;
      // Whoever makes an app has a role on it.
      for (const person of Object.values(facebook.people)) person.roleOnApps.push(app.id);
    }
    this.#world.changed();
  }

  setApp(id: string, input: AppChange): void {
    const {
      addCallbacks = [],
      enrolled,
      refreshTokens,
      tier,
      audited,
      verifiedPrefixes,
      ...rest
    } = appChange.parse(input);
    const x = this.#world.state.x.apps[id];
    const facebook = this.#world.state.facebook.apps[id];
    const linkedin = this.#world.state.linkedin.apps[id];
    const tiktok = this.#world.state.tiktok.apps[id];
    if (x !== undefined) {
      x.callbacks.push(...addCallbacks);
      x.enrolled = enrolled ?? x.enrolled;
    } else if (facebook !== undefined) {
      facebook.redirectUris.push(...addCallbacks);
      Object.assign(facebook, rest);
    } else if (linkedin !== undefined) {
      linkedin.redirectUris.push(...addCallbacks);
      linkedin.refreshTokens = refreshTokens ?? linkedin.refreshTokens;
      linkedin.tier = tier ?? linkedin.tier;
    } else if (tiktok !== undefined) {
      tiktok.redirectUris.push(...addCallbacks);
      tiktok.audited = audited ?? tiktok.audited;
      tiktok.verifiedPrefixes = verifiedPrefixes ?? tiktok.verifiedPrefixes;
    } else {
      throw new UnknownId(`No app has the id ${id}.`);
    }
    this.#world.changed();
  }

  /** Adds an X user, a Facebook Page or a YouTube channel; gives its id. */
  addAccount(input: NewAccount): string {
    const { platform: _, ...account } = newAccount.parse(input);
    const { x, facebook, youtube } = this.#world.state;
    this.#world.changed();
    if ('handle' in account) {
      const id = account.id ?? newChannelId();
      youtube.channels[id] = { ...account, id };
      return id;
    }
    if ('subscription' in account) {
      const id = account.id ?? nextXId(x, this.#world.now());
      x.users[id] = { ...account, id };
      return id;
    }
    const id = account.id ?? nextFacebookId(facebook);
    const everyTask = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'];
    const everyone = Object.fromEntries(Object.keys(facebook.people).map((person) => [person, everyTask]));
    facebook.pages[id] = { ...account, id, tasks: account.tasks ?? everyone };
    return id;
  }

  /** Adds a person who can log in to Facebook; gives the id. */
  addPerson(input: NewPerson): string {
    const person = newPerson.parse(input);
    const id = person.id ?? nextFacebookId(this.#world.state.facebook);
    this.#world.state.facebook.people[id] = { ...person, id };
    this.#world.changed();
    return id;
  }

  setAccount(id: string, input: AccountChange): void {
    const {
      subscription,
      standing,
      tasks,
      roles,
      accountType,
      pageId,
      longUploads,
      phoneVerified,
      name,
      username,
      ...ofTikTok
    } = accountChange.parse(input);
    const names = { ...(name && { name }), ...(username && { username }) };
    const user = this.#world.state.x.users[id];
    const page = this.#world.state.facebook.pages[id];
    const onInstagram = this.#world.state.instagram.accounts[id];
    const company = organizationOf(id, this.#world);
    const channel = this.#world.state.youtube.channels[id];
    const creator = this.#world.state.tiktok.users[id];
    if (user !== undefined) {
      Object.assign(user, names, subscription && { subscription }, standing && { standing });
    } else if (page !== undefined) {
      Object.assign(page, names, tasks && { tasks });
    } else if (onInstagram !== undefined) {
      Object.assign(onInstagram, names, accountType && { accountType }, standing && { standing });
      if (pageId !== undefined) onInstagram.pageId = pageId;
    } else if (company !== undefined) {
      company.roles = roles ?? company.roles;
    } else if (channel !== undefined) {
      const { title, handle } = channel;
      Object.assign(
        channel,
        { title: name ?? title, handle: username ?? handle },
        standing && { standing },
        longUploads && { longUploads },
      );
      channel.phoneVerified = phoneVerified ?? channel.phoneVerified;
    } else if (creator !== undefined) {
      const { nickname } = creator;
      Object.assign(creator, ofTikTok, { nickname: name ?? nickname }, standing && { standing });
      creator.username = username ?? creator.username;
    } else {
      throw new UnknownId(`No account has the id ${id}.`);
    }
    this.#world.changed();
  }

  setLatency(platform: Platform, ms: number): void {
    this.#world.latency[platform] = ms;
  }

  /** As if the platform took the post down. */
  removePost(id: string): void {
    this.#post(id).state = 'removed';
    this.#world.changed();
  }

  /** Sets counters of a post, by the names its platform has for them. */
  setMetrics(id: string, numbers: Record<string, number>): void {
    const post = this.#post(id);
    Object.assign('metrics' in post ? post.metrics : post.counters, metricsInput.parse(numbers));
    this.#world.changed();
  }

  switches(): { [Name in Platform]: State[Name]['switches'] } {
    const { x, facebook, instagram, linkedin, pinterest, youtube, tiktok } = this.#world.state;
    return {
      x: x.switches,
      facebook: facebook.switches,
      instagram: instagram.switches,
      linkedin: linkedin.switches,
      pinterest: pinterest.switches,
      youtube: youtube.switches,
      tiktok: tiktok.switches,
    };
  }

  /** Chooses between readings where the platforms' published behaviour is unclear. */
  setSwitches(input: SwitchesInput): void {
    for (const [platform, switches] of Object.entries(switchesInput.parse(input)))
      Object.assign(this.#world.state[platform as Platform].switches, switches);
    this.#world.changed();
  }

  #post(id: string) {
    const { x, facebook, instagram, linkedin, pinterest, youtube, tiktok } = this.#world.state;
    const post =
      x.posts[id] ??
      facebook.posts[id] ??
      instagram.media[id] ??
      linkedin.posts[id] ??
      pinterest.pins[id] ??
      youtube.videos[id] ??
      tiktok.posts[id];
    if (post === undefined) throw new UnknownId(`No post has the id ${id}.`);
    return post;
  }
}
