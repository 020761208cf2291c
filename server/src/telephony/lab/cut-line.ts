import { connect, createServer, type Socket } from 'node:net';

export type CutLine = {
  /** Address to use instead of the real one. */
  readonly url: string;
  /** Drops what is connected and lets nobody in until `mend`. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
};

/** A line to a server on loopback that a test can cut. */
export async function startCutLine(target: string): Promise<CutLine> {
  const { port, hostname } = new URL(target);
  const open = new Set<Socket>();
  let isCut = false;
  const drop = () => {
    for (const socket of open) socket.destroy();
  };
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('data', (bytes) => other.write(bytes));
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const here = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${here}`,
    cut: () => {
      isCut = true;
      drop();
    },
    mend: () => {
      isCut = false;
    },
    close: async () => {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
