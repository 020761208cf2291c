import { listProgrammes, readProtocol } from '@kshem/contract/programmes.ts';
import { readSettings } from '@kshem/contract/settings.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { narrowWindow } from '@kshem/domain/schedule/narrow-window.ts';
import { Anchor, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useAsk } from '../api/use-ask.ts';
import { useMay } from '../api/use-me.ts';
import type { ItemOf } from '../api/use-pages.ts';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { OwnHoursForm } from './own-hours-form.tsx';
import { weekdayNames } from './programmes/describe-timing.ts';

/** When people may be called: by each programme's protocol, narrowed by the district's own hours. */
export function HoursPage() {
  const { t } = useWords();
  const may = useMay();
  const programmes = useAsk(listProgrammes);
  const settings = useAsk(readSettings);
  return (
    <Page title={t('settings.hours')}>
      <Stack>
        <Text size="sm">{t('hours.whereFrom')}</Text>
        <Shown asked={settings}>
          {(own) => (
            <Stack>
              <Shown asked={programmes}>
                {({ items }) => (
                  <SimpleGrid cols={{ base: 1, md: 2 }}>
                    {items.map((programme) => (
                      <ProgrammeHours key={programme.programmeId} programme={programme} own={own} />
                    ))}
                  </SimpleGrid>
                )}
              </Shown>
              <OwnHoursForm key={own.changedAt?.toISOString() ?? ''} own={own} mayChange={may('area.manage')} />
            </Stack>
          )}
        </Shown>
      </Stack>
    </Page>
  );
}

type Own = Parameters<typeof narrowWindow>[1];

function ProgrammeHours({ programme, own }: { programme: ItemOf<typeof listProgrammes>; own: Own }) {
  const words = useWords();
  const { t, say } = words;
  const { programmeId, version, title } = programme;
  const protocol = useAsk(readProtocol, { params: { programmeId, version } }, { staleTime: Number.POSITIVE_INFINITY });
  return (
    <Paper withBorder p="md" component="section" aria-label={say(title)}>
      <Title order={2} size="h4">
        {say(title)}
      </Title>
      <Anchor
        size="sm"
        renderRoot={(props) => (
          <Link {...props} to="/settings/programmes/$programmeId/versions/$version" params={{ programmeId, version }} />
        )}
      >
        {version}
      </Anchor>
      <Shown asked={protocol}>
        {({ protocol: read }) => {
          const { callingWindow } = read as Protocol;
          const now = narrowWindow(callingWindow, own);
          return (
            <Stack gap={2} mt="xs">
              <Text size="sm">{t('hours.ofProtocol', { from: callingWindow.from, to: callingWindow.to })}</Text>
              <Text size="sm">{t('hours.closedOfProtocol', { days: weekdayNames(callingWindow.closedWeekdays, words) })}</Text>
              <Text fw={600}>{t('hours.nowInForce', { from: now.from, to: now.to })}</Text>
              <Text size="sm">{t('hours.closedNow', { days: weekdayNames(now.closedWeekdays, words) })}</Text>
            </Stack>
          );
        }}
      </Shown>
    </Paper>
  );
}
