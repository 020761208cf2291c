/** A size as one says it: bytes, whole kilobytes, megabytes with one decimal. */
export function fileSize(bytes: number): { readonly unit: 'bytes' | 'kilobytes' | 'megabytes'; readonly value: number } {
  if (bytes < 1000) return { unit: 'bytes', value: bytes };
  if (bytes < 1_000_000) return { unit: 'kilobytes', value: Math.round(bytes / 1000) };
  return { unit: 'megabytes', value: Math.round(bytes / 100_000) / 10 };
}
