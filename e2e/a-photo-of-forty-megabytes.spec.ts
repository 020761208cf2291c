import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openRoom } from './room.ts';

const room = await openRoom();

/** Hands a file to the camera's button as a phone does. `kind`: a picture full of detail, or the same number of bytes that are none. */
function hand(page: Page, kind: 'picture' | 'no picture'): Promise<number> {
  return page.evaluate(async (what) => {
    const made = async () => {
      const canvas = document.createElement('canvas');
      canvas.width = 5600;
      canvas.height = 4200;
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
      const rows = pen.createImageData(canvas.width, 100);
      for (let top = 0; top < canvas.height; top += 100) {
        for (let at = 0; at < rows.data.length; at += 65_536) crypto.getRandomValues(rows.data.subarray(at, at + 65_536));
        for (let at = 3; at < rows.data.length; at += 4) rows.data[at] = 255;
        pen.putImageData(rows, 0, top);
      }
      return (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 1))) as Blob;
    };
    const content = what === 'picture' ? await made() : new Blob([new Uint8Array(40_000_000)]);
    const list = new DataTransfer();
    list.items.add(new File([content], 'door.jpg', { type: 'image/jpeg' }));
    const input = document.querySelector('input[type=file]') as HTMLInputElement;
    input.files = list.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    return content.size;
  }, kind);
}

test('a photo of 40 MB is made small in the page and proves the delivery; 40 MB that are no photo are refused in clear words', async () => {
  const { page, problems } = await room.visit('field-town', { path: '/deliveries', phone: true });
  const { rows } = await room.owner.query<{ id: string; name: string }>(
    `update need n set kind = 'waste-pickup' from person p, app_user u
     where p.id = n.person_id and u.login = 'field-town' and n.assigned_to = u.id and n.status = 'assigned' and n.programme_id = 'covid-home-isolation'
       and n.id = (select min(m.id::text)::uuid from need m where m.assigned_to = u.id and m.status = 'assigned' and m.programme_id = 'covid-home-isolation')
     returning n.id, p.name`,
  );
  const [need] = rows as [{ id: string; name: string }];
  await page.reload();
  const thing = page.getByRole('article').filter({ hasText: need.name }).locator('div').filter({ hasText: 'कचरा उठवाना' });
  await thing.getByRole('button', { name: 'पहुँचा दिया' }).last().click();
  const send = page.getByRole('dialog').getByRole('button', { name: 'पहुँचा दिया' });
  expect(await send.isEnabled()).toBe(false);

  await hand(page, 'no picture');
  await page.getByRole('alert').filter({ hasText: 'यह फ़ोटो नहीं खुल सकी' }).waitFor();
  expect(await hand(page, 'picture')).toBeGreaterThan(40_000_000);
  await page.getByAltText('ली गई फ़ोटो').waitFor({ timeout: 30_000 });
  await send.click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  const kept = await room.owner.query<{ bytes: number; proof: string; status: string }>(
    `select octet_length(f.content) bytes, n.proof, n.status from need n join need_photo f on f.need_id = n.id where n.id = $1`,
    [need.id],
  );
  expect(kept.rows).toEqual([{ bytes: expect.any(Number), proof: 'photo', status: 'fulfilled' }]);
  expect(kept.rows[0]?.bytes).toBeLessThan(300_001);

  const { page: desk } = await room.visit('meera', { path: '/needs?status=fulfilled&kind=waste-pickup' });
  await desk.getByRole('row').filter({ hasText: need.name }).getByText('देखें').first().click();
  const photo = desk.getByAltText('पहुँचाते समय की फ़ोटो');
  await photo.waitFor();
  await expect.poll(() => photo.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1280);
  expect(problems).toEqual([]);
}, 120_000);
