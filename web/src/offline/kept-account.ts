import type { Account } from '../api/use-me.ts';

const key = 'kshem-account';
/** As long as other things are kept on a device (vault.ts). */
const keptMs = 12 * 3_600_000;

/** Remembers who is signed in, so that the desk opens without a network: a name and roles, nothing that opens anything. */
export function rememberAccount(account: Account): void {
  localStorage.setItem(key, JSON.stringify({ at: Date.now(), account }));
}

export function forgetAccount(): void {
  localStorage.removeItem(key);
}

/** Whoever was signed in when the server last answered; null after a sign-out, or when that is long ago. */
export function keptAccount(): Account | null {
  try {
    const { at, account } = JSON.parse(localStorage.getItem(key) ?? 'null') as { at: number; account: Account };
    return Date.now() - at < keptMs ? account : null;
  } catch {
    return null;
  }
}

/** Another account has signed in in another tab: this tab's requests are theirs now, so it becomes theirs. What was typed stays its owner's. */
export function reloadWhenAnother(accountId: string): () => void {
  const look = (event: StorageEvent) => {
    if (event.key === key && (keptAccount()?.id ?? accountId) !== accountId) location.reload();
  };
  addEventListener('storage', look);
  return () => removeEventListener('storage', look);
}
