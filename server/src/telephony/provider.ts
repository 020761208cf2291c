/**
 * The port to a telephone: what the desk may ask of a provider and what a provider may tell the desk, in the desk's own words.
 * Behind it stand `handset` (the caller's own phone), `simulated` (virtual people on a virtual clock) and `asterisk` (a real exchange).
 * `provider-suite.ts` is this page as tests; a new provider is finished when the suite passes over it.
 *
 * A command says only whether it was taken on. Everything that then happens comes back as an event, which may be told before the
 * command that caused it resolves: never give a command inside a transaction that the event's reader also needs.
 */
import type { Cause } from '@kshem/domain/attempt/cause.ts';

export type Provider = {
  readonly name: string;
  readonly capabilities: Capabilities;
  /**
   * Starts listening. Calls left up by an earlier process (`stop('hand-over')`, or a crash) are adopted: they are in `liveCalls()`
   * and their further events arrive here; what happened in between is never replayed. A returned promise is awaited; one that rejects
   * is told again for a while, so that a database that is away for seconds loses no event.
   *
   * @param onReach told when it is time to compare `liveCalls()` with what is written: each time it can be asked again after it could
   *   not, since what happened meanwhile was told to nobody, and each minute
   */
  start(onEvent: (event: CallEvent) => void | Promise<void>, onReach?: () => void): Promise<void>;
  /**
   * 'end': every live call is hung up, and its end told, before this resolves. 'hand-over': calls stay up for the next process.
   * No event after it resolves.
   */
  stop(calls: 'end' | 'hand-over'): Promise<void>;
  /** Why nothing can be dialled at this moment, whatever the number; null when it can. Ask before anything is written down. */
  whyNotDialling(): NotDialling | null;
  dial(request: DialRequest): Promise<DialResult>;
  /** Speaks a prompt to one leg; `prompt-finished` follows when it was heard to its end or cut by a key. */
  play(legId: string, promptId: string): Promise<CommandResult>;
  /** Gathers key presses on one leg, counting those pressed since the last `keys` event; one `keys` event follows. */
  collect(legId: string, wanted: KeysWanted): Promise<CommandResult>;
  /**
   * Brings another answered leg into the conversation of the first, out of whatever it was in; each hears all others. Ending or
   * parking one leaves the others up and talking: a caller's leg outlives the call, and the desk decides who is told what. A third
   * leg makes it a conference; parking the caller then is an attended transfer.
   */
  bridge(legId: string, otherLegId: string): Promise<CommandResult>;
  /** Takes an answered leg out of its conversation to wait, hearing nobody but the sound of holding. Also how somebody is put on hold. */
  park(legId: string): Promise<CommandResult>;
  /**
   * Lets a supervisor's answered leg hear the conversation of a caller's leg without being heard ('listen'), or heard by that caller
   * alone ('whisper'). Ends when the supervisor's leg is parked, bridged or over. To join for everybody, `bridge`.
   */
  listenIn(legId: string, listenerLegId: string, how: 'listen' | 'whisper'): Promise<CommandResult>;
  /** Sends key presses to the far end of an answered leg. */
  press(legId: string, keys: string): Promise<CommandResult>;
  /** Records everybody in the conversation of a leg until that leg ends or `stopRecording`; `recorded` follows, also after `ended`. */
  record(legId: string, recordingId: string): Promise<CommandResult>;
  stopRecording(recordingId: string): Promise<CommandResult>;
  /** The sound of a finished recording as WAV, and the exchange's copy is gone; null when there is none of this name. */
  takeRecording(recordingId: string): Promise<Uint8Array | null>;
  /** Ends a leg. Of a leg that is already over: `no-such-call`, and nothing more is told. */
  hangUp(legId: string): Promise<CommandResult>;
  /** Every leg that is up now, and nothing else. `reconcile` closes open attempts that are not in it. */
  liveCalls(): Promise<readonly LiveCall[]>;
};

export type Capabilities = {
  readonly seesRinging: boolean;
  readonly seesAnswer: boolean;
  /** Places calls itself. Where false, `dial` hands over a link and a person dials. */
  readonly canDial: boolean;
  readonly canPlay: boolean;
  readonly canCollect: boolean;
  /** Bridging, parking, listening in, sending keys. */
  readonly canBridge: boolean;
  readonly canRecord: boolean;
  /**
   * What happened is known only from what the caller says. Then a leg missing from `liveCalls()` proves nothing, and only the
   * attempt's own deadline may close it.
   */
  readonly selfReported: boolean;
};

export type DialRequest = {
  readonly attemptId: string;
  /** Ours, new for every dial: a repeated dial with the same id never rings a second time. Letters, digits, `-` and `_` only. */
  readonly legId: string;
  /** E.164. Never logged. */
  readonly to: string;
  /** Ringing longer than this ends as `no-answer`. */
  readonly timeoutSeconds: number;
  /** A caller's own telephone is one of those that take up the lines people are called on; a person's when absent. */
  readonly side?: 'caller' | 'person';
  /** The number shown to the person; the provider's default when absent. */
  readonly callerId?: string;
  /** The exchange itself ends the leg after this, whatever has become of us; an hour when absent. */
  readonly longestSeconds?: number;
};

export type DialResult =
  /** Taken on, now or by an earlier dial of the same leg that is still up. */
  { readonly kind: 'accepted'; readonly handover?: Handover } | { readonly kind: 'refused'; readonly refusal: DialRefusal };

export type NotDialling =
  | 'not-started'
  /** The provider has lost its exchange, or another server is in charge of it; nothing was dialled. */
  | 'not-connected'
  /** Calls fail one after the other for want of a line to the operator; it is tried again by itself. */
  | 'trunk-down';

export type DialRefusal =
  | NotDialling
  | 'malformed-number'
  | 'no-line-free'
  /** A leg of this id has already ended. */
  | 'leg-over';

/** What a caller needs to dial on another device. Holds the number: for the claiming caller's screen only. */
export type Handover = { readonly link: string; readonly qrPayload: string };

export type KeysWanted = {
  readonly atMost: number;
  /** A key that ends the entry early and is not part of it, such as `#`. */
  readonly until?: string;
  /** Counted from the last key, or from the command when none was pressed. */
  readonly timeoutSeconds: number;
};

export type CommandResult =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly refusal: 'not-started' | 'no-such-call' | 'not-answered' | 'cannot' };

/**
 * Something that happened on one leg. May arrive twice (same `id`), late (even after `ended`), or never: the reader keeps ids, takes
 * the first `ended` of a leg as its end, and gives every state a deadline.
 */
export type CallEvent = {
  readonly id: string;
  readonly attemptId: string;
  readonly legId: string;
  /** When it happened, by the provider's clock; not when it was told. */
  readonly at: Date;
} & CallHappening;

export type CallHappening =
  | { readonly type: 'ringing' }
  | { readonly type: 'answered' }
  /** null: nothing was pressed in time. */
  | { readonly type: 'keys'; readonly keys: string | null }
  | { readonly type: 'prompt-finished'; readonly promptId: string }
  /** `seconds` null: it failed and there is nothing to take. */
  | { readonly type: 'recorded'; readonly recordingId: string; readonly seconds: number | null }
  | { readonly type: 'ended'; readonly cause: Cause };

export type LiveCall = {
  readonly legId: string;
  readonly attemptId: string;
  readonly state: 'dialling' | 'ringing' | 'answered';
};

/** E.164 as every provider takes it: a plus and 8 to 15 digits, the first not 0. */
export function isDiallable(number: string): boolean {
  return /^\+[1-9]\d{7,14}$/.test(number);
}
