import { Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Pages } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './paged-table.module.css';
import { Failed, Loading } from './states.tsx';

export type Column<T> = {
  readonly key: string;
  readonly heading: string;
  /** CSS grid track, such as "2fr" or "8rem"; "1fr" when absent. */
  readonly width?: string;
  readonly show: (row: T) => ReactNode;
  readonly numeric?: boolean;
};

type Props<T> = {
  /** Names the list for those who do not see it. */
  readonly label: string;
  readonly list: Pages<T>;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
  readonly empty: ReactNode;
  /** Rows that are ticked, by key, for what is done to many at once. */
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  /** Height of the list; the rest of the window when absent. */
  readonly height?: string;
};

/**
 * A list of any length: only the rows in sight are drawn, the next page is fetched as its end comes near. On a phone each row is a card with
 * its headings.
 */
export function PagedTable<T>({
  label,
  list,
  columns,
  keyOf,
  empty,
  selected,
  onSelect,
  height = 'calc(100dvh - 15rem)',
}: Props<T>) {
  const { t } = useWords();
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false }) ?? false;
  const box = useRef<HTMLDivElement>(null);
  const { items, hasMore, more } = list;
  const rows = useVirtualizer({
    count: items.length + (hasMore ? 1 : 0),
    getScrollElement: () => box.current,
    estimateSize: () => (narrow ? 40 + 24 * columns.length : 44),
    overscan: 8,
  });
  const seen = rows.getVirtualItems();
  const last = seen.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && last >= items.length - 10) more();
  }, [hasMore, last, items.length, more]);

  if (list.isPending) return <Loading />;
  if (list.error && items.length === 0) return <Failed error={list.error} again={list.refetch} />;
  if (items.length === 0) return <>{empty}</>;
  const ticking = selected !== undefined && onSelect !== undefined;
  const tracks = [...(ticking ? ['2.5rem'] : []), ...columns.map(({ width = '1fr' }) => `minmax(0, ${width})`)].join(' ');
  const tick = (key: string) => {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    onSelect?.(next);
  };
  return (
    <section ref={box} className={classes.box} style={{ maxHeight: height }} tabIndex={0} aria-label={label}>
      <table className={classes.table} aria-rowcount={hasMore ? -1 : items.length + 1}>
        <thead className={classes.head} data-narrow={narrow || undefined}>
          <tr style={{ gridTemplateColumns: tracks }}>
            {ticking && (
              <th>
                <Checkbox
                  size="xs"
                  aria-label={t('ui.selectAll')}
                  checked={selected.size > 0 && selected.size >= items.length}
                  indeterminate={selected.size > 0 && selected.size < items.length}
                  onChange={() => onSelect(selected.size > 0 ? new Set() : new Set(items.map(keyOf)))}
                />
              </th>
            )}
            {columns.map(({ key, heading, numeric }) => (
              <th key={key} data-numeric={numeric || undefined}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ height: rows.getTotalSize() }}>
          {seen.map(({ index, start }) => (
            <tr
              key={index}
              ref={rows.measureElement}
              data-index={index}
              aria-rowindex={index + 2}
              style={{ transform: `translateY(${start}px)`, gridTemplateColumns: tracks }}
              data-narrow={narrow || undefined}
            >
              {cellsOf(items[index])}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );

  function cellsOf(row: T | undefined): ReactNode {
    if (row === undefined) return <td>{t('ui.loading')}</td>;
    const key = keyOf(row);
    return (
      <>
        {ticking && (
          <td>
            <Checkbox size="xs" aria-label={t('ui.select')} checked={selected.has(key)} onChange={() => tick(key)} />
          </td>
        )}
        {columns.map((column) => (
          <td key={column.key} data-numeric={column.numeric || undefined}>
            {narrow && (
              <span className={classes.label} aria-hidden>
                {column.heading}
              </span>
            )}
            {column.show(row)}
          </td>
        ))}
      </>
    );
  }
}
