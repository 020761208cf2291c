import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * The device's memory of what is typed and of what waits to be sent, sealed so that whoever finds the device reads nothing. Each account has its
 * own key, made here and never given out (non-extractable), so one account cannot read another's. Without a secure context (plain http in
 * an office network) the browser has no cryptography: then things are kept in this page's memory only, and the screen says so.
 */
export type Kind = 'draft' | 'outbox' | 'turn';
type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer; readonly at: number };
export type Kept<T> = { readonly id: string; readonly at: Date; readonly value: T };

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  kept: { key: string; value: Sealed };
}

export type Vault = {
  readonly accountId: string;
  /** False: kept in this page only. */
  readonly lasting: boolean;
  put(kind: Kind, id: string, value: unknown): Promise<void>;
  get<T>(kind: Kind, id: string): Promise<T | null>;
  drop(kind: Kind, id: string): Promise<void>;
  /** In the order of their ids. */
  list<T>(kind: Kind): Promise<readonly Kept<T>[]>;
};

/** A shift and its handing over: other people's records stay on a device no longer than that. */
const shiftMs = 12 * 3_600_000;
/** Finished calls hold ids and answers, no names or numbers; they are kept over a long week-end without a network. */
const unsentMs = 7 * 24 * 3_600_000;

let openedFor: string | null = null;
let announce: (vault: Promise<Vault>) => void;
let opened = unopened();

/** Opens the memory of an account; called once somebody is signed in. */
export function openVault(accountId: string): Promise<Vault> {
  if (openedFor !== accountId) {
    openedFor = accountId;
    const vault = sealedVault(accountId).catch(() => memoryVault(accountId));
    announce(vault);
    opened = vault;
  }
  return opened;
}

/** The memory of whoever is signed in; waits until somebody is. */
export function theVault(): Promise<Vault> {
  return opened;
}

/** Forgets everything of everybody on this device, as before it is handed on. Whoever signs in next begins with nothing. */
export async function wipeDevice(): Promise<void> {
  const database = await openDatabase();
  await Promise.all([database.clear('keys'), database.clear('kept')]);
  database.close();
  openedFor = null;
  opened = unopened();
}

function unopened(): Promise<Vault> {
  return new Promise((resolve) => {
    announce = resolve;
  });
}

function openDatabase(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('kshem', 1, {
    upgrade(database) {
      database.createObjectStore('keys');
      database.createObjectStore('kept');
    },
  });
}

async function sealedVault(accountId: string): Promise<Vault> {
  const { subtle } = crypto;
  if (!subtle) return memoryVault(accountId);
  const database = await openDatabase();
  const key = await keyOf(database, accountId);
  await forgetOld(database);
  const full = (kind: Kind, id: string) => `${accountId}/${kind}/${id}`;
  const open = async <T>(kind: Kind, sealed: Sealed | undefined): Promise<T | null> => {
    if (!sealed || isOld(kind, sealed)) return null;
    const { iv, data } = sealed;
    try {
      return JSON.parse(new TextDecoder().decode(await subtle.decrypt({ name: 'AES-GCM', iv }, key, data))) as T;
    } catch {
      // Sealed with a key that is gone; nobody can read it any more.
      return null;
    }
  };
  return {
    accountId,
    lasting: true,
    async put(kind, id, value) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const data = await subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(value)));
      // On the disk before it counts as kept: a power cut is not the end of what was said.
      const write = database.transaction('kept', 'readwrite', { durability: 'strict' });
      await Promise.all([write.store.put({ iv, data, at: Date.now() }, full(kind, id)), write.done]);
    },
    async get<T>(kind: Kind, id: string) {
      return open<T>(kind, await database.get('kept', full(kind, id)));
    },
    drop: (kind, id) => database.delete('kept', full(kind, id)),
    async list<T>(kind: Kind) {
      const range = IDBKeyRange.bound(full(kind, ''), full(kind, '\uffff'));
      const keys = await database.getAllKeys('kept', range);
      const found = await Promise.all(
        keys.map(async (fullKey) => {
          const sealed = await database.get('kept', fullKey);
          const value = await open<T>(kind, sealed);
          return sealed && value !== null ? { id: fullKey.slice(full(kind, '').length), at: new Date(sealed.at), value } : null;
        }),
      );
      return found.filter((one) => one !== null);
    },
  };
}

async function keyOf(database: IDBPDatabase<Schema>, accountId: string): Promise<CryptoKey> {
  const known = await database.get('keys', accountId);
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  await database.put('keys', made, accountId);
  return made;
}

async function forgetOld(database: IDBPDatabase<Schema>): Promise<void> {
  const { store, done } = database.transaction('kept', 'readwrite');
  for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
    const [, kind] = cursor.key.split('/');
    if (isOld(kind as Kind, cursor.value)) await cursor.delete();
  }
  await done;
}

function isOld(kind: Kind, { at }: Pick<Sealed, 'at'>): boolean {
  return Date.now() - at > (kind === 'outbox' ? unsentMs : shiftMs);
}

function memoryVault(accountId: string): Vault {
  const kept = new Map<string, { at: number; text: string }>();
  return {
    accountId,
    lasting: false,
    async put(kind, id, value) {
      kept.set(`${kind}/${id}`, { at: Date.now(), text: JSON.stringify(value) });
    },
    async get<T>(kind: Kind, id: string) {
      const one = kept.get(`${kind}/${id}`);
      return one ? (JSON.parse(one.text) as T) : null;
    },
    async drop(kind, id) {
      kept.delete(`${kind}/${id}`);
    },
    async list<T>(kind: Kind) {
      return [...kept]
        .filter(([key]) => key.startsWith(`${kind}/`))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, { at, text }]) => ({ id: key.slice(kind.length + 1), at: new Date(at), value: JSON.parse(text) as T }));
    },
  };
}
