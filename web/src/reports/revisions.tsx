import type { Answered } from '@kshem/contract/endpoint.ts';
import type { readClosedDay } from '@kshem/contract/reports.ts';
import { Text } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import classes from './reports.module.css';

type Revision = Answered<typeof readClosedDay>['items'][number];
type Props = { readonly items: readonly Revision[]; readonly shown: number; readonly onShow: (revision: number) => void };

/** When the day was closed and corrected, by whom and why; each stays to be read as it was. */
export function Revisions({ items, shown, onShow }: Props) {
  const { t, say, number, dateTime } = useWords();
  return (
    <section aria-label={t('reports.revisions')}>
      <ol className={classes.revisions}>
        {items.map(({ revision, closedAt, closedBy, reason }) => (
          <li key={revision} aria-current={revision === shown || undefined}>
            <Text size="sm" fw={600} component="span">
              {revision === 1 ? t('reports.firstClose') : t('reports.numberedRevision', { number: number(revision) })}
            </Text>
            <Text size="sm" component="span">
              {t('reports.closedBy', { when: dateTime(closedAt), who: closedBy ? say(closedBy) : t('reports.byItself') })}
            </Text>
            {reason !== null && (
              <Text size="sm" component="span">
                {reason}
              </Text>
            )}
            {items.length > 1 &&
              (revision === shown ? (
                <Text size="sm" component="span">
                  {t('reports.current')}
                </Text>
              ) : (
                <button type="button" className="plain-button" onClick={() => onShow(revision)}>
                  {t('ui.choose')}
                </button>
              ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
