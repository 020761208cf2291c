import { readSlip } from '@kshem/contract/help-desk.ts';
import { Button, Group } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import classes from './help-desk.module.css';

/** The token and what was asked for, for the person to take away: on paper there is nothing but the slip. */
export function SlipPage() {
  const { t } = useWords();
  const { visitId } = useParams({ strict: false }) as { visitId: string };
  const asked = useAsk(readSlip, { params: { visitId } });
  return (
    <Page title={t('helpDesk.slip')}>
      <Shown asked={asked}>
        {(slip) => (
          <>
            <Group gap="xs" mb="md" className={classes.noPaper ?? ''}>
              <Button size="lg" onClick={() => globalThis.print()}>
                {t('helpDesk.print')}
              </Button>
              <Button size="lg" variant="default" component={Link} to={`/help-desk?personId=${slip.personId}`}>
                {t('helpDesk.backToPerson')}
              </Button>
            </Group>
            <Slip slip={slip} />
          </>
        )}
      </Shown>
    </Page>
  );
}

function Slip({ slip }: { slip: NonNullable<ReturnType<typeof useAsk<typeof readSlip>>['data']> }) {
  const { t, say, number, dateTime } = useWords();
  const { token, at, name, area, category, officer, requests, district } = slip;
  return (
    <article className={classes.slip} aria-label={t('helpDesk.slip')}>
      <header>
        <b>{t('helpDesk.slipHead', { district: say(district) })}</b>
        <span>{dateTime(at)}</span>
      </header>
      <p className={classes.token}>
        {t('helpDesk.token')} <strong>{number(token)}</strong>
      </p>
      <p>
        <b>{name}</b> · {say(area)}
      </p>
      <p>
        {say(category)}
        {officer && ` · ${t('helpDesk.officerOnSlip', { name: officer.name, number: officer.serviceNumber })}`}
      </p>
      <ul>
        {requests.map(({ needId, title, asked, dueAt, promisedAt }) => (
          <li key={needId}>
            <b>{say(title)}</b> {asked.map(({ answer }) => say(answer)).join(', ')}
            <br />
            {t('helpDesk.dueBy', { when: dateTime(promisedAt ?? dueAt) })}
          </li>
        ))}
      </ul>
      <p>{t('helpDesk.slipFoot')}</p>
    </article>
  );
}
