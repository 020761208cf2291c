import { deflateRawSync } from 'node:zlib';

export type ZipFileOptions = {
  /** Set the "encrypted" flag on every entry. */
  readonly encrypted?: boolean;
  /** Sizes to claim in the directory instead of the true ones. */
  readonly claimedSize?: number;
};

/** A ZIP archive of the given texts or bytes, for workbooks no honest program would write. Checksums are left zero. */
export function zipFile(parts: Readonly<Record<string, string | Buffer>>, options: ZipFileOptions = {}): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const fields = {
      name: Buffer.from(name),
      packed: packed.length,
      unpacked: options.claimedSize ?? bytes.length,
      flags: options.encrypted ? 1 : 0,
    };
    const local = header(0x04034b50, 30, fields);
    const central = header(0x02014b50, 46, fields);
    central.writeUInt32LE(offset, 42);
    files.push(local, packed);
    directory.push(central);
    offset += local.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

function header(
  signature: number,
  length: number,
  fields: { name: Buffer; packed: number; unpacked: number; flags: number },
): Buffer {
  const bytes = Buffer.alloc(length);
  // The local header lacks the two bytes "made by" that stand second in the directory.
  const shift = length === 46 ? 2 : 0;
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(fields.flags, 6 + shift);
  bytes.writeUInt16LE(8, 8 + shift);
  bytes.writeUInt32LE(fields.packed, 18 + shift);
  bytes.writeUInt32LE(fields.unpacked, 22 + shift);
  bytes.writeUInt16LE(fields.name.length, 26 + shift);
  return Buffer.concat([bytes, fields.name]);
}

/** A workbook of one or more sheets from their bare XML, for what writers do not write. */
export function xlsxFile(
  sheets: Readonly<Record<string, string>>,
  parts: Readonly<Record<string, string>> = {},
  options: { readonly hidden?: readonly string[]; readonly epoch1904?: boolean } = {},
): Buffer {
  const names = Object.keys(sheets);
  const workbook = names.map(
    (name, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"${options.hidden?.includes(name) ? ' state="hidden"' : ''}/>`,
  );
  const relations = names.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`));
  const others = Object.keys(parts).map((path) => relation(path, path.replace('.xml', ''), path));
  return zipFile({
    '_rels/.rels': `<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook><workbookPr${options.epoch1904 ? ' date1904="1"' : ''}/><sheets>${workbook.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}${others.join('')}</Relationships>`,
    ...Object.fromEntries(Object.entries(parts).map(([path, xml]) => [`xl/${path}`, xml])),
    ...Object.fromEntries(
      Object.values(sheets).map((xml, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet><sheetData>${xml}</sheetData></worksheet>`,
      ]),
    ),
  });
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
}
