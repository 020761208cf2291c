import { type CompiledProtocol, compileProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { AppError } from '../app-error.ts';
import type { Db } from '../db/connect.ts';
import { findProtocolVersion } from './queries.ts';

/** Published protocol versions, read once and kept compiled: they never change, so they never go stale. */
export class ProtocolShelf {
  readonly #db: Db;
  readonly #kept = new Map<string, Promise<CompiledProtocol>>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** @throws AppError not-found for a version that was never published. */
  get(programme: string, version: string): Promise<CompiledProtocol> {
    const key = `${programme}/${version}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const reading = this.#read(programme, version).catch((error: unknown) => {
      this.#kept.delete(key);
      throw error;
    });
    this.#kept.set(key, reading);
    return reading;
  }

  async #read(programme: string, version: string): Promise<CompiledProtocol> {
    const row = await findProtocolVersion(this.#db, programme, version);
    if (!row) throw new AppError('not-found', { programme, version });
    // Publishing let nothing through that does not compile, and nobody can change what is published.
    const result = compileProtocol(row.body as unknown as Protocol);
    if (result.ok) return result.compiled;
    throw new Error(
      `Published protocol ${programme}/${version} does not compile: ${result.errors.map(({ where }) => where).join(', ')}`,
    );
  }
}
