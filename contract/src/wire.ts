import * as z from 'zod';

/** Shapes that many endpoints share. A field that is not known is null on the wire, never 0 or an empty text. */
export const id = z.uuid();
export const areaId = z.int().positive();
export const localDate = z.iso.date().describe('A calendar date in the district’s own zone, YYYY-MM-DD');
export const code = z.string().min(1).max(60);

/** An instant: ISO 8601 with a zone on the wire, a Date on both sides of it. */
export const instant = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

export const text = z
  .object({ hi: z.string(), en: z.string() })
  .meta({ id: 'Text', description: 'A text in every language of the desk' });

/** A caller's or office's remark. Long enough for a sentence, too short for a file. */
export const note = z.string().trim().min(1).max(500);

/** Where a list goes on; absent at its beginning. */
export const after = z.string().max(200).optional().describe('`next` of the page before');
export const next = z.string().nullable().describe('Pass as `after` for the next page; null at the end');
export const limit = z.coerce.number().int().min(1).max(500).default(100);
