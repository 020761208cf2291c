import type { Answered } from '@kshem/contract/endpoint.ts';
import { readBeneficiary, setBeneficiary } from '@kshem/contract/help-desk.ts';
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAgeWords } from '../people/use-age-words.ts';
import { Shown } from '../ui/states.tsx';
import classes from './help-desk.module.css';
import { RequestForm } from './request-form.tsx';
import { Requests } from './requests.tsx';
import { emptyStanding, StandingFields, type StandingForm, standingIn } from './standing-fields.tsx';
import { useCategories } from './use-categories.ts';

export type Beneficiary = Answered<typeof readBeneficiary>;

/** Somebody at the help desk: whose people they are, what they ask for, what waits and what came of it, and their family. */
export function BeneficiaryView({ personId, onOpen }: { personId: string; onOpen: (personId: string) => void }) {
  const asked = useAsk(readBeneficiary, { params: { personId } });
  return (
    <Shown asked={asked}>
      {(person) => (
        <Stack gap="md">
          <Head person={person} />
          {person.category && <RequestForm person={person} />}
          <Requests requests={person.requests} />
          <Visits visits={person.visits} />
          <Family person={person} onOpen={onOpen} />
        </Stack>
      )}
    </Shown>
  );
}

function Head({ person }: { person: Beneficiary }) {
  const { t, say } = useWords();
  const { ageAndSex } = useAgeWords();
  const [correcting, setCorrecting] = useState(false);
  const { category, officer, relation } = person;
  return (
    <section className={classes.card} aria-label={person.name}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h3">
            {person.name}
          </Title>
          <Text>{[ageAndSex(person), say(person.area), person.address].filter(Boolean).join(' · ')}</Text>
          {category && (
            <Text>
              <b>{say(category.title)}</b>
              {category.withdrawnAt && ` ${t('helpDesk.withdrawn')}`}
              {officer &&
                ` · ${t('helpDesk.under', { name: officer.name, number: officer.serviceNumber, state: t(`helpDesk.states.${officer.state}`) })}`}
              {relation && ` · ${t(`helpDesk.relations.${relation}`)}`}
            </Text>
          )}
        </div>
        {category && !correcting && (
          <Button variant="default" size="compact-sm" onClick={() => setCorrecting(true)}>
            {t('helpDesk.correct')}
          </Button>
        )}
      </Group>
      {(!category || correcting) && <GiveCategory person={person} onDone={() => setCorrecting(false)} />}
    </section>
  );
}

function GiveCategory({ person, onDone }: { person: Beneficiary; onDone: () => void }) {
  const { t } = useWords();
  const { ofOfficer } = useCategories();
  const [form, setForm] = useState<StandingForm>(() => formOf(person));
  const save = useSend(setBeneficiary);
  const body = standingIn(form, ofOfficer(form.category));
  return (
    <Stack gap="xs" mt="sm">
      <StandingFields form={form} onChange={setForm} />
      <Button
        disabled={body === null}
        loading={save.isPending}
        onClick={() => body && save.mutate({ params: { personId: person.personId }, body }, { onSuccess: onDone })}
      >
        {t('helpDesk.saveCategory')}
      </Button>
    </Stack>
  );
}

function formOf({ category, officer, relation }: Beneficiary): StandingForm {
  return {
    ...emptyStanding,
    category: category?.code ?? '',
    ...(officer && {
      serviceNumber: officer.serviceNumber,
      officerName: officer.name,
      state: officer.state,
      unit: officer.unit ?? '',
    }),
    ...(relation && { relation }),
  };
}

function Visits({ visits }: { visits: Beneficiary['visits'] }) {
  const { t, number, dateTime } = useWords();
  if (visits.length === 0) return null;
  return (
    <section aria-labelledby="help-visits">
      <Title order={3} size="h5" id="help-visits">
        {t('helpDesk.visits')}
      </Title>
      <ul className={classes.plain}>
        {visits.map(({ visitId, token, channel, at }) => (
          <li key={visitId}>
            <Anchor component={Link} to={`/help-desk/slips/${visitId}`}>
              {t('helpDesk.tokenAt', { number: number(token), when: dateTime(at) })}
            </Anchor>{' '}
            {t(`helpDesk.channels.${channel}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Family({ person, onOpen }: { person: Beneficiary; onOpen: (personId: string) => void }) {
  const { t, say } = useWords();
  if (!person.officer) return null;
  return (
    <section aria-labelledby="help-family">
      <Title order={3} size="h5" id="help-family">
        {t('helpDesk.family', { name: person.officer.name })}
      </Title>
      {person.family.length === 0 && <Text size="sm">{t('helpDesk.nobodyElse')}</Text>}
      <ul className={classes.plain}>
        {person.family.map((one) => (
          <li key={one.personId}>
            <Anchor component="button" type="button" onClick={() => onOpen(one.personId)}>
              {one.name}
            </Anchor>{' '}
            {[
              one.relation && t(`helpDesk.relations.${one.relation}`),
              say(one.category),
              one.waiting > 0 && t('helpDesk.waitingCount', { count: one.waiting }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </section>
  );
}
