/** What is heard while waiting, and what prompts are in the lab: far from the voices of the phones. */
export const holdHertz = 250;
const promptHertz = 440;

/** A tone as the exchange plays prompts: WAV, one channel, 8,000 samples a second, 16 bits. */
export function toneWav(ms: number, hertz = promptHertz): Buffer {
  const samples = ms * 8;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(8000, 24);
  wav.writeUInt32LE(16_000, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let n = 0; n < samples; n++) wav.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * hertz * n) / 8000)), 44 + n * 2);
  return wav;
}

/** The same for a telephone: A-law, 8,000 samples a second. Whole periods when `ms` is a second, so that it can be repeated. */
export function toneAlaw(hertz: number, ms: number): Buffer {
  return Buffer.from(Array.from({ length: ms * 8 }, (_, n) => encode(6000 * Math.sin((2 * Math.PI * hertz * n) / 8000))));
}

/** How much of a piece of A-law sound is this tone: 0 to 1 (Goertzel). */
export function toneShare(alaw: Buffer, hertz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / 8000);
  let [one, two, energy] = [0, 0, 0];
  for (const byte of alaw) {
    const sample = decode(byte);
    [one, two] = [sample + turn * one - two, one];
    energy += sample * sample;
  }
  return energy === 0 ? 0 : (2 * (one * one + two * two - turn * one * two)) / (alaw.length * energy);
}

export function isLoud(alaw: Buffer): boolean {
  return alaw.some((byte) => Math.abs(decode(byte)) > 300);
}

/** G.711 A-law. */
function encode(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0;
  const size = Math.min(Math.abs(Math.round(sample)) >> 4, 0x7ff);
  const segment = Math.max(0, 28 - Math.clz32(size));
  const step = (segment < 2 ? size : size >> (segment - 1)) & 0x0f;
  return (sign | (segment << 4) | step) ^ 0x55;
}

function decode(byte: number): number {
  const bits = byte ^ 0x55;
  const [segment, step] = [(bits & 0x70) >> 4, bits & 0x0f];
  const size = segment === 0 ? step * 2 + 1 : (step * 2 + 33) << (segment - 1);
  return (bits & 0x80 ? 1 : -1) * (size << 3);
}
