/** See browser.mjs. */
export function browserPath(options?: { own?: boolean }): string;
