import { readOwnFacilities, receiveTransfer } from '@kshem/contract/registry.ts';
import { bedKindText } from '@kshem/domain/registry/bed-kinds.ts';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { Reply } from '../api/client.ts';
import { useAsk } from '../api/use-ask.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAgeWords } from '../people/use-age-words.ts';
import { Page } from '../ui/page.tsx';
import { Empty, Shown } from '../ui/states.tsx';
import { useTell } from '../ui/use-tell.ts';
import { BedCounters } from './bed-counters.tsx';
import type { Facility } from './houses.tsx';
import classes from './registry.module.css';
import { Told } from './told.tsx';
import { useTelling } from './use-telling.ts';

type Own = Reply<typeof readOwnFacilities>['items'][number];

/** A hospital clerk's page: what is free, sent by one button, and who is on the way here. Ten seconds, by thumb. */
export function BedsPage() {
  const { t } = useWords();
  const asked = useAsk(readOwnFacilities, undefined, { refetchInterval: 60_000, keepBefore: true });
  return (
    <Page title={t('beds.title')}>
      <Shown asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('beds.none')} />
          ) : (
            items.map((own) => <House key={own.facility.facilityId} own={own} />)
          )
        }
      </Shown>
    </Page>
  );
}

function House({ own: { facility, coming } }: { own: Own }) {
  const { t, say } = useWords();
  return (
    <section className={classes.house} aria-label={say(facility.name)}>
      <Title order={2} size="h4">
        {say(facility.name)}
      </Title>
      <Free facility={facility} />
      <Title order={3} size="h5">
        {t('beds.coming')}
      </Title>
      {coming.length === 0 && <Text size="sm">{t('beds.nobodyComing')}</Text>}
      <ul className={classes.list}>
        {coming.map((one) => (
          <Coming key={one.transferId} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Free({ facility }: { facility: Facility }) {
  const { t } = useWords();
  const { free, set, send, sending } = useTelling(facility);
  const [oldest] = facility.beds.toSorted((a, b) => (a.trueAt?.getTime() ?? 0) - (b.trueAt?.getTime() ?? 0));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Text size="sm">{t('beds.howMany')}</Text>
      <BedCounters beds={facility.beds} free={free} onChange={set} />
      <Group justify="space-between" mb="md">
        {oldest && <Told trueAt={oldest.trueAt} toldBy={oldest.toldBy} stale={oldest.stale} />}
        <Button type="submit" size="md" loading={sending}>
          {t('beds.send')}
        </Button>
      </Group>
    </form>
  );
}

function Coming({ one }: { one: Own['coming'][number] }) {
  const { t, say, time } = useWords();
  const { ageAndSex } = useAgeWords();
  const tell = useTell();
  const send = useSend(receiveTransfer);
  const { transferId, personName, bedKind, status, holdUntil, etaAt, callSign, confirmedBy } = one;
  const receive = (action: 'confirm-bed' | 'admit') =>
    send.mutate({ params: { transferId }, body: { action } }, { onSuccess: () => tell.done(t('beds.told')) });
  return (
    <li className={classes.line}>
      <Group justify="space-between" gap="xs">
        <Stack gap={0}>
          <Text fw={600}>{personName}</Text>
          <Text size="sm">{[ageAndSex(one), t('shifting.wants', { bed: say(bedKindText[bedKind]) })].join(' · ')}</Text>
          <Text size="sm">
            {t(`beds.comes.${status}`, { callSign: callSign ?? '' })}
            {etaAt && ` · ${time(etaAt)}`}
          </Text>
          {holdUntil && <Text size="xs">{t('shifting.heldUntil', { time: time(holdUntil) })}</Text>}
          {confirmedBy && <Text size="xs">{t('beds.kept', { name: confirmedBy })}</Text>}
        </Stack>
        <Group gap="xs">
          {confirmedBy === null && (
            <Button
              variant="default"
              loading={send.isPending}
              aria-label={t('beds.keepFor', { name: personName })}
              onClick={() => receive('confirm-bed')}
            >
              {t('beds.keep')}
            </Button>
          )}
          {status !== 'bed-held' && (
            <Button
              loading={send.isPending}
              aria-label={t('beds.hereFor', { name: personName })}
              onClick={() => receive('admit')}
            >
              {t('beds.here')}
            </Button>
          )}
        </Group>
      </Group>
    </li>
  );
}
