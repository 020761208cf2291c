import { isIP } from 'node:net';
import { AppError } from '../app-error.ts';

/** The site a passkey is bound to. */
export type PasskeySite = { readonly origin: string; readonly rpId: string };

/**
 * Where the screen that asks was loaded from, by what its browser says; that it is this server's own address was checked before any route.
 * @throws AppError passkey-refused for an address of bare numbers, for which browsers make no passkeys.
 */
export function passkeySite(headers: { origin?: string | undefined }): PasskeySite {
  const { origin } = headers;
  const rpId = origin !== undefined && URL.canParse(origin) ? new URL(origin).hostname : null;
  if (origin === undefined || rpId === null || isIP(rpId) !== 0 || rpId.startsWith('[')) throw new AppError('passkey-refused');
  return { origin, rpId };
}
