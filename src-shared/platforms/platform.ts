import type { Json } from '../model/json.ts';
import type { AccountTier } from '../model/connection.ts';
import type { AttachedMedia, Snapshot, TargetOptions } from '../model/content.ts';
import type { PlatformId, TargetKind } from '../model/platform-id.ts';
import type { PublishError } from '../model/publish-error.ts';
import type { Instant } from '../model/time.ts';
import type { Http, HttpResponse } from '../publishing/http.ts';
import type { Clock, MediaSource, PublicMedia } from '../publishing/ports.ts';

/** One social network. A folder under platforms/ gives one of these; the registry lists them. */
export interface Platform {
  readonly id: PlatformId;
  readonly name: string;
  readonly oauth: OAuth;

  /**
   * Publishes one target. A plain async function that makes its remote calls through the two verbs of `step`, in a
   * fixed order with fixed names, so that running it again after a crash replays what was already answered.
   * @throws PublishFailure for every answer the error table knows, UnmappedAnswer for the others, HttpFailure
   */
  publish(job: PublishJob, step: Steps): Promise<Published>;

  /** The account's newest posts, newest first, at most about 25; for the resolution screen. Never retried. */
  newestPosts(account: Account, since: Instant): Promise<RemotePost[]>;

  /** Reads a post back after publishing. `unsure` when the platform does not let us see. @param kind what it was posted as */
  readBack(account: Account, remoteId: string, kind: TargetKind): Promise<ReadBack>;

  /**
   * What may be chosen for an option now, given what is chosen already (a section hangs on its board). Only for options
   * whose values the platform alone knows; changes nothing. @throws as newestPosts
   */
  choices?(account: Account, option: keyof TargetOptions, chosen: TargetOptions): Promise<Choice[]>;

  /** The public address of a post, from its id alone. */
  permalink(account: { accountId: string; handle: string }, remoteId: string): string;

  /**
   * Asks for something small, to see whether the account's token is taken. Absent: `newestPosts` shows it. For platforms that
   * let no app read an account's posts. @throws as publish
   */
  probe?(account: Account): Promise<void>;

  /** The error table: null when the answer is not in it. Pure. `now` turns reset headers into instants. */
  classify(answer: HttpResponse, now: Instant): PublishError | null;
}

/** One value of an option, and what the seller knows it by. */
export interface Choice {
  value: string;
  label: string;
}

/** An account ready to be called on. */
export interface Account {
  accountId: string;
  handle: string;
  tier: AccountTier;
  /** The client id of the app it was connected with; some platforms tell our posts by it. */
  clientId: string;
  /** The consent it was connected by; empty where the platform has but one. */
  consent: string;
  /** A token that is good now. Asked before every call; never kept. */
  token(): Promise<string>;
  http: Http;
  clock: Clock;
}

export interface PublishJob {
  account: Account;
  snapshot: Snapshot;
  media: MediaSource;
  /** Null where no place on the internet is set up. */
  publicMedia: PublicMedia | null;
  /** Remote ids that already belong to other targets; `find` must not take one of them for ours. */
  taken: ReadonlySet<string>;
}

export interface Published {
  /** Id of the post (of a thread: its first part). Null when the platform surely has it but would not tell its id. */
  remoteId: string | null;
  permalink: string | null;
  /** What belonged to the post and did not come with it, as sentences; the seller is told. */
  shortfalls?: readonly string[];
  /** Nobody sees it before the seller has finished it at the platform; how, as a sentence. */
  leftToSeller?: string;
}

/** The two verbs through which an adapter makes its remote calls. */
export interface Steps {
  /**
   * A call that can be made again without anyone seeing it (bytes into a session, an invisible container).
   * An answer already in the journal for the same `sent` is replayed, unless it is older than `validMs`. `call` may be made of
   * repeatable steps of its own.
   */
  repeatable<T extends Json>(
    name: string,
    call: () => Promise<T>,
    options: { sent: unknown; validMs?: number },
  ): Promise<T>;

  /**
   * The call after which the public can see something. Its intent is durable before `call` runs; an intent without
   * an answer is never called again before `find` has shown, at every one of `looks`, that it did not happen.
   */
  visible<T extends Json>(
    name: string,
    call: (note: Note) => Promise<T>,
    options: VisibleOptions<T>,
  ): Promise<T>;
}

/**
 * Writes down what a visible call under way has learnt before its outcome is known, such as the id that the platform goes on
 * working under. Durable when it resolves; `find` is given the last one.
 */
export type Note = (learnt: Json) => Promise<void>;

export interface VisibleOptions<T> {
  /** Canonical content of the call; its SHA-256 is the fingerprint in the journal and on the receipt. */
  sent: unknown;
  /** Looks for the outcome of an earlier call. May be called many times; must not change anything. */
  find(evidence: Evidence): Promise<Finding<T>>;
  /** When to look, in ms after the intent; the last one decides. Source: the platform's contract page, "reconciliation". */
  looks: readonly number[];
  /**
   * The very same call again, for platforms that refuse an equal post by naming the one they have: it answers with that one,
   * or with the new one if there was none. Made in place of a second `call`, and where `find` ends `unsure`: then the call
   * itself is the look. Must send exactly the same bytes.
   */
  repeat?: () => Promise<T>;
  /** What to answer when a repeated call is refused because the post is already there and cannot be found. */
  whenAlreadyThere?: T;
}

export interface Evidence {
  /** When the call was about to leave. */
  startedAt: Instant;
  /** Looks that were made before this one. */
  looks: number;
  /** What the call has noted; absent: nothing. */
  noted?: Json;
}

export type Finding<T> =
  | { kind: 'found'; answer: T }
  /** `final`: the platform itself says that it has not happened, so no later look can say otherwise. */
  | { kind: 'absent'; final?: true }
  /** It cannot be told apart (several candidates, reading refused). */
  | { kind: 'unsure'; why: string };

/** A post as it stands at the platform. */
export interface RemotePost {
  remoteId: string;
  text: string;
  createdAt: Instant;
  permalink: string;
  /** Number of photos and videos, when the platform tells. */
  mediaCount: number | null;
}

export type ReadBack =
  | { state: 'there'; text: string | null; permalink: string | null }
  /** `why`: what the platform has done with it, as a sentence. */
  | { state: 'gone'; why?: string }
  | { state: 'unsure'; why: string };

/** An answer that the error table does not know. Transient for a repeatable step, unknown for a visible one. */
export class UnmappedAnswer extends Error {
  readonly status: number;

  constructor(status: number, start: string) {
    super(`unexpected answer ${status}: ${start}`);
    this.name = 'UnmappedAnswer';
    this.status = status;
  }
}

/** What is kept, sealed, for a connection. Platform-specific extras go into `extra`. */
export interface Grant {
  accessToken: string;
  refreshToken: string | null;
  /** ms; null: no end. */
  expiresAt: Instant | null;
  scopes: string[];
  extra: Record<string, string>;
}

/** The app registered at the platform, whose id (and secret) the seller brings. */
export interface AppCredentials {
  clientId: string;
  clientSecret: string | null;
}

export interface OAuthContext {
  app: AppCredentials;
  http: Http;
  clock: Clock;
}

/** An account offered after consent. */
export interface GrantedAccount {
  accountId: string;
  name: string;
  handle: string;
  avatarUrl: string | null;
  tier: AccountTier;
  grant: Grant;
  /** Why it cannot be posted to, as a sentence; null when it can. */
  obstacle: string | null;
}

export interface OAuth {
  /** Whether the app's secret is needed, may be given, or does not exist. */
  readonly secret: 'required' | 'optional';
  /** How the challenge is written (of a verifier's SHA-256); null: the platform knows no PKCE. */
  readonly pkce: 'base64url' | 'hex' | null;
  /** Where the platform may send the browser back to on this machine. `any`: every port is accepted. */
  readonly redirect: {
    host: '127.0.0.1' | 'localhost';
    path: string;
    ports: readonly number[] | 'any';
    /** How an address with any port is entered at the platform; absent: without a port. */
    registered?: string;
  };
  /** What is asked for; of several consents, the first. */
  readonly scopes: readonly string[];
  /** What may be asked for where one app cannot have every permission; the usual one first. Absent: there is one consent. */
  readonly consents?: readonly Consent[];
  /** Tokens are renewed when less than this is left, ms; 10 minutes where it is not said. */
  readonly renewEarlyMs?: number;
  /** Facts the seller must know before connecting, in plain sentences, in order. */
  readonly guide: readonly GuideStep[];

  /** @param request `consent`: the id of one of `consents` */
  authorizeUrl(request: {
    clientId: string;
    redirectUri: string;
    state: string;
    challenge: string;
    consent?: string;
  }): string;
  /** Trades the code. @param answer `consent`: as it was asked for @throws OAuthFailure */
  exchange(
    context: OAuthContext,
    answer: { code: string; redirectUri: string; verifier: string; consent?: string },
  ): Promise<Grant>;
  /** The accounts this consent covers; several where one person manages several. @throws OAuthFailure */
  accounts(context: OAuthContext, grant: Grant): Promise<GrantedAccount[]>;
  /**
   * A fresh grant for one account. The caller saves it before it is used; empty fields never replace stored ones.
   * Null when this platform's tokens are not renewed. @throws OAuthFailure
   */
  refresh(context: OAuthContext, grant: Grant, accountId: string): Promise<Grant | null>;
  /** Tells the platform that we are done. Best effort. */
  revoke(context: OAuthContext, grant: Grant): Promise<void>;
}

/** One of several ways to connect, each by an app of its own. */
export interface Consent {
  id: string;
  /** What the seller connects by it: "Your profile". */
  label: string;
  scopes: readonly string[];
  /** What must be there before it can be used, and why, in a sentence. */
  needs?: { what: 'relay' | 'own-app'; why: string };
  /** How to make its app, which is another one than those of the other consents; absent: as the platform's guide says. */
  guide?: readonly GuideStep[];
}

export interface GuideStep {
  text: string;
  /** Page to open in the system browser. */
  link?: string;
  /** Shows the exact redirect addresses to copy. */
  redirects?: boolean;
}

/**
 * dead: the grant is gone (invalid_grant, revoked), only the seller can renew it.
 * refused: the seller declined or a permission is missing. temporary: network, 5xx, 429: ask again later.
 * app: the app's own id, secret or redirect address is wrong.
 */
export class OAuthFailure extends Error {
  readonly kind: 'dead' | 'refused' | 'temporary' | 'app';
  /** Instant in ms before which asking again is useless. */
  readonly after: Instant | null;

  constructor(kind: OAuthFailure['kind'], message: string, after: Instant | null = null) {
    super(message);
    this.name = 'OAuthFailure';
    this.kind = kind;
    this.after = after;
  }
}

/** Media of a snapshot, as adapters read it in slices. */
export type { AttachedMedia };
