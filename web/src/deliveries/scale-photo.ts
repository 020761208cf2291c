/** Enough to read a name plate by, little enough for a village's network. */
const longestSide = 1280;
/** A third of what the server takes; it goes over as text, which is a third longer. */
const mostBytes = 300_000;
const qualities = [0.75, 0.6, 0.45, 0.3] as const;

/** The picture cannot be read, or the device has no room to open it. */
export class PhotoUnreadable extends Error {}

/**
 * A camera's picture, however large, as a small JPEG in base64. It is scaled while it is read, so that 40 MB do not fill a phone's memory.
 * @throws PhotoUnreadable
 */
export async function scalePhoto(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file, { resizeWidth: longestSide, resizeQuality: 'medium' }).catch(() => {
    throw new PhotoUnreadable();
  });
  try {
    for (const quality of qualities) {
      const jpeg = await drawn(bitmap, quality);
      if (jpeg.size <= mostBytes) return textOf(jpeg);
    }
    throw new PhotoUnreadable();
  } finally {
    bitmap.close();
  }
}

async function drawn(bitmap: ImageBitmap, quality: number): Promise<Blob> {
  const { width, height } = fitted(bitmap);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height);
  const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (!jpeg) throw new PhotoUnreadable();
  return jpeg;
}

/** A picture that stands upright is as wide as one that lies, and higher: it is brought to the same longest side. */
export function fitted({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const share = Math.min(1, longestSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) };
}

/** Piece by piece: all bytes at once are more arguments than a function takes. */
async function textOf(jpeg: Blob): Promise<string> {
  const bytes = new Uint8Array(await jpeg.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
