import { prepareDay } from '@kshem/contract/worklist.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { Button } from '@mantine/core';
import { useSend } from '../api/use-send.ts';
import { useZone } from '../api/use-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTell } from '../ui/use-tell.ts';

/** Plans today and fills the desk, as the server does by itself every half hour; says what was added. */
export function PrepareDay() {
  const { t, number } = useWords();
  const tell = useTell();
  const zone = useZone();
  const prepare = useSend(prepareDay);
  const send = () =>
    prepare.mutate(
      { params: { day: localDate(new Date(), zone) } },
      {
        onSuccess: ({ planned, items }) =>
          tell.done(
            planned + items === 0
              ? t('worklist.preparedNothing')
              : t('worklist.prepared', { planned: number(planned), items: number(items) }),
          ),
      },
    );
  return (
    <Button variant="default" size="compact-md" onClick={send} loading={prepare.isPending}>
      {t('worklist.prepare')}
    </Button>
  );
}
