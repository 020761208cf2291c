import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { allItems } from '@kshem/domain/questionnaire/enabled-items.ts';
import { itemWithCode, loinc } from '@kshem/domain/questionnaire/suspect-values.ts';
import { conditions } from '@kshem/domain/triage/conditions.ts';
import { Badge } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import classes from './call-desk.module.css';
import type { CheckIn, PersonCard } from './desk-port.ts';
import type { Asked, DeskState } from './desk-state.ts';
import { HouseholdList } from './household-list.tsx';
import { languageName } from './language-name.ts';
import { OpenPromises } from './open-promises.tsx';
import { VitalsChart } from './vitals-chart.tsx';

type Props = {
  readonly asked: Asked;
  readonly state: DeskState;
  readonly onTurnTo: (attemptId: string) => void;
};

/** Who is at the other end: what one must know before the first word. */
export function PersonPanel({ asked, state, onTurnTo }: Props) {
  const { card, checkIn } = asked;
  return (
    <>
      <AboutPerson card={card} checkIn={checkIn} />
      <HouseholdList state={state} asked={asked} onTurnTo={onTurnTo} />
      <LastTime card={card} checkIn={checkIn} />
      <OpenPromises card={card} checkIn={checkIn} heard={state.heard} />
    </>
  );
}

function AboutPerson({ card, checkIn }: { card: PersonCard; checkIn: CheckIn }) {
  const { t, say, language, number } = useWords();
  const { name, ageYears, sex, area, address, pregnant, usualSpo2 } = card;
  const episode = card.episodes.find(({ episodeId }) => episodeId === checkIn.episodeId);
  return (
    <section aria-labelledby="desk-person">
      <h2 id="desk-person" className={classes.name}>
        {name}
      </h2>
      <p className={classes.who}>
        {ageYears === null
          ? t('desk.ageUnknown')
          : t('desk.age', { count: Math.floor(ageYears), number: number(Math.floor(ageYears)) })}
        {sex && ` · ${t(`desk.sex.${sex}`)}`} · {say(area)} · {languageName(card.language, language)}
      </p>
      {address && <p className={classes.small}>{address}</p>}
      <div className={classes.tags}>
        {(card.highRisk || episode?.highRisk) && <Badge color="red.9">{t('desk.highRisk')}</Badge>}
        {pregnant && <Badge color="grape.9">{t('desk.pregnant')}</Badge>}
        {card.conditions.map((code) => (
          <span key={code} className={classes.condition}>
            {code in conditions ? say(conditions[code as keyof typeof conditions]) : code}
          </span>
        ))}
      </div>
      {usualSpo2 !== null && <p className={classes.small}>{t('desk.usualSpo2', { value: number(usualSpo2) })}</p>}
      {episode && (
        <p className={classes.days}>
          {(episode.onsetOn ?? episode.sampleOn) !== null && (
            <>
              <strong>{t('desk.dayOfIllness', { day: number(episode.dayOfIllness) })}</strong>
              {' · '}
            </>
          )}
          {t('desk.dayOfFollowUp', { day: number(episode.dayOfFollowUp), of: number(episode.lastDay) })}
          {' · '}
          {t(`desk.kind.${checkIn.kind}`)}
        </p>
      )}
      <p className={classes.small}>{say(checkIn.title)}</p>
    </section>
  );
}

/** How they were on the last call, and their measurements since. */
function LastTime({ card, checkIn }: { card: PersonCard; checkIn: CheckIn }) {
  const { t, say, dateTime } = useWords();
  const before = card.lastAnswers.find(({ episodeId }) => episodeId === checkIn.episodeId);
  const vitals = card.vitals.filter(({ points }) => points.length > 0);
  return (
    <section aria-labelledby="desk-last">
      <h3 id="desk-last" className={classes.heading}>
        {t('desk.lastTime')}
      </h3>
      {before ? (
        <>
          <div className={classes.row}>
            <LevelBadge level={before.level} size="xs" /> <span className={classes.small}>{dateTime(before.saidAt)}</span>
          </div>
          <ul className={classes.plain}>
            {before.reasons.map(({ ruleId, level, text }) => (
              <li key={ruleId} data-level={level satisfies Level}>
                {say(text)}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className={classes.small}>{t('desk.neverAnswered')}</p>
      )}
      {vitals.map(({ linkId, unit, points }) => (
        <VitalsChart key={`${linkId} ${unit}`} name={vitalName(checkIn, linkId, t)} unit={unit} points={points} />
      ))}
    </section>
  );
}

/** A measurement by its short name, whatever its question is called in the version. */
export function vitalName({ questionnaire }: CheckIn, linkId: string, t: ReturnType<typeof useWords>['t']): string {
  const items = allItems(questionnaire);
  const names = Object.keys(loinc) as (keyof typeof loinc)[];
  const name = names.find((one) => itemWithCode(items, loinc[one])?.linkId === linkId);
  return name ? t(`desk.vital.${name}`) : linkId;
}
