/** PostgreSQL ends one of two transactions that wait for each other (40P01); nothing of it happened, so it is run again from its start. */
export async function againOnDeadlock<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if ((error as { code?: unknown }).code !== '40P01' || tries === 3) throw error;
    }
  }
}
