import type { Sent } from '@kshem/contract/endpoint.ts';
import type * as exports from '@kshem/contract/exports.ts';
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Request } from '../api/client.ts';
import { ask } from '../api/use-ask.ts';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTell } from './use-tell.ts';

type ExportEndpoint = (typeof exports)[Exclude<keyof typeof exports, 'exportFormats'>];

type Props<E extends ExportEndpoint> = {
  readonly endpoint: E;
  /** The filters of the list on the screen, without `after` and `limit`; format and language are added here. */
  readonly query?: Omit<Sent<E, 'query'>, 'format' | 'words'>;
  /** Of endpoints with a day in their path. */
  readonly params?: object;
};

/**
 * The list on the screen as a file, all of its pages, in the reader's language: `<ExportButton endpoint={exportNeeds} query={{ areaId }} />`.
 * Shows nothing to those who may not take lists away.
 */
export function ExportButton<E extends ExportEndpoint>({ endpoint, query, params }: Props<E>) {
  const { t, language } = useWords();
  const may = useMay();
  const tell = useTell();
  const [making, setMaking] = useState<'xlsx' | 'csv' | null>(null);
  if (!may('list.export')) return null;
  const take = async (format: 'xlsx' | 'csv') => {
    setMaking(format);
    try {
      const request = { ...(params && { params }), query: { ...query, format, words: language } };
      const file = (await ask<ExportEndpoint>(endpoint, request as unknown as Request<ExportEndpoint>)) as Blob;
      save(file, `${endpoint.name.replace('export', '').toLowerCase()}.${format}`);
      tell.done(t('ui.exported'));
    } catch (error) {
      tell.refusal(error);
    } finally {
      setMaking(null);
    }
  };
  return (
    <Group gap={4} role="group" aria-label={t('ui.exportAs')}>
      {(['xlsx', 'csv'] as const).map((format) => (
        <Button
          key={format}
          size="compact-sm"
          variant="default"
          loading={making === format}
          disabled={making !== null}
          aria-label={t('ui.exportAsFormat', { format: t(format === 'xlsx' ? 'ui.exportXlsx' : 'ui.exportCsv') })}
          onClick={() => void take(format)}
        >
          {t(format === 'xlsx' ? 'ui.exportXlsx' : 'ui.exportCsv')}
        </Button>
      ))}
    </Group>
  );
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click; a minute is plenty, and then its memory is free again.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
