import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/**
 * AES-256-GCM in segments of 1 MiB, so that a long file is never held whole and nothing is handed on before its tag was checked.
 * Layout: 8 random bytes, then per segment: 4 bytes length, ciphertext, 16 bytes tag. The nonce is those 8 bytes and the segment's number; the
 * last segment is authenticated as last, so that a file cut short is noticed.
 */
const segmentSize = 1 << 20;
const tagSize = 16;

export class Seal extends Transform {
  readonly #key: Buffer;
  readonly #prefix = randomBytes(8);
  #number = 0;
  #held: Buffer = Buffer.alloc(0);

  constructor(key: Buffer) {
    super();
    this.#key = key;
    this.push(this.#prefix);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    // Strictly more than one segment: the last one must be sealed as last.
    while (this.#held.length > segmentSize) {
      this.#write(this.#held.subarray(0, segmentSize), false);
      this.#held = this.#held.subarray(segmentSize);
    }
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#write(this.#held, true);
    done();
  }

  #write(plain: Buffer, last: boolean): void {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce(this.#prefix, this.#number++));
    cipher.setAAD(Buffer.from([last ? 1 : 0]));
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(sealed.length);
    this.push(Buffer.concat([length, sealed, cipher.getAuthTag()]));
  }
}

/** Undoes Seal. Emits an error on a wrong key, a changed byte, or a missing end. */
export class Unseal extends Transform {
  readonly #key: Buffer;
  #prefix: Buffer | undefined;
  #number = 0;
  #held: Buffer = Buffer.alloc(0);

  constructor(key: Buffer) {
    super();
    this.#key = key;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    try {
      this.#openWhole(false);
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      this.#openWhole(true);
      done(this.#held.length === 0 ? null : new Error('the file ends in the middle'));
    } catch (error) {
      done(error as Error);
    }
  }

  /** Opens every segment that is here whole; the newest is kept back until the end shows whether it is the last. */
  #openWhole(ended: boolean): void {
    if (!this.#prefix) {
      if (this.#held.length < 8) return;
      this.#prefix = Buffer.from(this.#held.subarray(0, 8));
      this.#held = this.#held.subarray(8);
    }
    while (this.#held.length >= 4) {
      const size = 4 + this.#held.readUInt32BE() + tagSize;
      if (this.#held.length < size || (this.#held.length === size && !ended)) return;
      const last = ended && this.#held.length === size;
      this.push(this.#open(this.#held.subarray(4, size), last));
      this.#held = this.#held.subarray(size);
    }
  }

  #open(segment: Buffer, last: boolean): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce(this.#prefix as Buffer, this.#number++));
    decipher.setAAD(Buffer.from([last ? 1 : 0]));
    decipher.setAuthTag(segment.subarray(-tagSize));
    return Buffer.concat([decipher.update(segment.subarray(0, -tagSize)), decipher.final()]);
  }
}

function nonce(prefix: Buffer, number: number): Buffer {
  const bytes = Buffer.alloc(12);
  prefix.copy(bytes);
  bytes.writeUInt32BE(number, 8);
  return bytes;
}
