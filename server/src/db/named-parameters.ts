/** SQL whose parameters have names, `:name`, for statements too long to count `$n` in. */
export type Named<Row> = { readonly text: string; readonly values: (row: Row) => unknown[] };

/** Numbers the names in the order in which they first stand; a cast (`::text`) is left alone. Do it once for each text. */
export function namedParameters<Row extends object>(text: string): Named<Row> {
  const names: string[] = [];
  const numbered = text.replace(/(?<!:):([a-z]\w*)/gi, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text: numbered, values: (row) => names.map((name) => valueOf(row, name)) };
}

function valueOf(row: object, name: string): unknown {
  const value = (row as Readonly<Record<string, unknown>>)[name];
  if (value === undefined) throw new Error(`The statement's parameter ${name} has no value`);
  return value;
}
