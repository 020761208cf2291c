import type { Answered } from '@kshem/contract/endpoint.ts';
import { readSlip } from '@kshem/contract/help-desk.ts';
import { slipWords } from '@kshem/domain/help-desk/slip-words.ts';
import { Box, Button, Group, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useAsk } from '../api/use-ask.ts';
import { formatsOf } from '../i18n/formats.ts';
import { useWords } from '../i18n/use-words.ts';
import { Shown } from '../ui/states.tsx';
import classes from './help-desk.module.css';

/** The token and what was asked for, for the person to take away: on paper there is nothing but the slip. */
export function SlipPage() {
  const { t } = useWords();
  const { visitId } = useParams({ strict: false }) as { visitId: string };
  const asked = useAsk(readSlip, { params: { visitId } });
  useEffect(() => {
    document.title = t('ui.pageTitle', { title: t('helpDesk.slip') });
  }, [t]);
  return (
    <Box p={{ base: 'xs', sm: 'md' }} className={classes.paper ?? ''}>
      <Title order={1} size="h3" mb="sm" className={classes.noPaper ?? ''}>
        {t('helpDesk.slip')}
      </Title>
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
    </Box>
  );
}

function Slip({ slip }: { slip: Answered<typeof readSlip> }) {
  const { number, dateTime } = formatsOf('hi');
  const { token, at, name, area, category, officer, requests, district } = slip;
  return (
    <article className={classes.slip} lang="hi" aria-label={slipWords.token.hi}>
      <header>
        <b>{slipWords.head.hi}</b>
        <span>
          {district.hi} · {dateTime(at)}
        </span>
      </header>
      <p className={classes.token}>
        {slipWords.token.hi} <strong>{number(token)}</strong>
      </p>
      <p>
        <b>{name}</b> · {area.hi}
      </p>
      <p>{category.hi}</p>
      {officer && (
        <p>
          {officer.name} · {slipWords.serviceNumber.hi} {officer.serviceNumber}
        </p>
      )}
      <ul>
        {requests.map(({ needId, title, asked, dueAt, promisedAt }) => (
          <li key={needId}>
            <b>{title.hi}</b> {asked.map(({ answer }) => answer.hi).join(', ')}
            <br />
            {dateTime(promisedAt ?? dueAt)} {slipWords.by.hi}
          </li>
        ))}
      </ul>
      <p>{slipWords.foot.hi}</p>
    </article>
  );
}
