import { AppError } from '../app-error.ts';

/** What a camera's picture is scaled to in the page comes to a third of this; the schema of the table holds the same number. */
export const mostPhotoBytes = 450_000;
/** Every JPEG begins so. */
const jpegMagic = Buffer.from([0xff, 0xd8, 0xff]);

/**
 * The picture in a base64 text.
 * @throws AppError photo-unreadable for what is no JPEG · photo-too-large
 */
export function readPhoto(base64: string): Buffer {
  const content = Buffer.from(base64, 'base64');
  if (content.length > mostPhotoBytes) throw new AppError('photo-too-large', { most: mostPhotoBytes });
  if (!content.subarray(0, jpegMagic.length).equals(jpegMagic)) throw new AppError('photo-unreadable');
  return content;
}
