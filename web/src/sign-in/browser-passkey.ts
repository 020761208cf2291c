type Loose = Readonly<Record<string, unknown>>;

/** Browsers make and use passkeys only under https or on this very machine, and never for an address of bare numbers. */
export function passkeysPossible(): boolean {
  return window.isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(location.hostname);
}

/** Asks the device to sign; null when the person or the device turned it down. The library is fetched when it is needed. */
export async function signWithPasskey(options: Loose): Promise<Record<string, unknown> | null> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const optionsJSON = options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'];
  return startAuthentication({ optionsJSON }).then(loose, () => null);
}

/** Has the device make a new passkey; null when it was turned down, or the device holds one for this account already. */
export async function makePasskey(options: Loose): Promise<Record<string, unknown> | null> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'];
  return startRegistration({ optionsJSON }).then(loose, () => null);
}

function loose(made: object): Record<string, unknown> {
  return { ...made };
}
