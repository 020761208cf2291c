import { levels, type Protocol } from '@kshem/domain/protocol/protocol.ts';
import type { Language } from '../i18n/start-languages.ts';
import { useWords } from '../i18n/use-words.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import classes from './call-desk.module.css';
import type { Judgement } from './desk-port.ts';
import type { Asking } from './question-panel.tsx';
import { itemOf } from './said.ts';

type Props = {
  readonly asked: Asking;
  readonly judgement: Judgement | null;
  readonly protocol: Protocol | null;
  readonly speak: Language;
  /** All questions were gone through: what stayed open is shown. */
  readonly finished: boolean;
};

/** What the answers mean so far, by the rules of the version: what to do first, why, and what to tell them. */
export function TriagePanel(props: Props) {
  const { judgement, protocol, finished } = props;
  const { t, number } = useWords();
  if (judgement === null) {
    return (
      <section className={classes.box} aria-label={t('desk.triage')}>
        <p className={classes.small}>{t('desk.judgedLater')}</p>
      </section>
    );
  }
  const { reasons, level, escalateWithin } = judgement;
  // An answer not given yet leaves every rule open; until all were asked only what fired counts.
  const shown = finished ? level : levels.find((one) => reasons.some((reason) => reason.level === one));
  const red = reasons.filter((reason) => reason.level === 'red');
  const others = reasons.filter((reason) => reason.level !== 'red');
  return (
    <>
      {/* Always there, so that what appears in it is read aloud. */}
      <div role="alert" className={classes.redSlot}>
        {red.length > 0 && (
          <section className={classes.red} aria-label={t('desk.redFlag')}>
            <h3>{t('desk.redFlag')}</h3>
            {red.map((reason) => (
              <ReasonLine key={reason.ruleId} reason={reason} protocol={protocol} />
            ))}
            {escalateWithin !== null && (
              <p className={classes.whom}>{t('desk.doctorWithin', { minutes: number(escalateWithin) })}</p>
            )}
          </section>
        )}
      </div>
      <section className={classes.box} aria-labelledby="desk-triage">
        <h3 id="desk-triage" className={classes.heading}>
          {t(finished ? 'desk.triageNow' : 'desk.triage')} {shown && <LevelBadge level={shown} size="sm" />}
        </h3>
        {others.map((reason) => (
          <ReasonLine key={reason.ruleId} reason={reason} protocol={protocol} />
        ))}
        {red.length === 0 && shown === level && escalateWithin !== null && (
          <p className={classes.whom}>
            {t('desk.doctorToday', { count: Math.round(escalateWithin / 60), number: number(Math.round(escalateWithin / 60)) })}
          </p>
        )}
        {reasons.length === 0 && <p className={classes.small}>{t('desk.noReasons')}</p>}
        <Undecided {...props} judgement={judgement} />
        {judgement.secondHand.length > 0 && <p className={classes.small}>{t('desk.secondHand')}</p>}
        <Ending judgement={judgement} />
      </section>
      <Advice {...props} judgement={judgement} />
    </>
  );
}

function ReasonLine({ reason, protocol }: { reason: Judgement['reasons'][number]; protocol: Protocol | null }) {
  const { t, say } = useWords();
  const { level, raisedFrom, text, action, source } = reason;
  return (
    <div className={classes.reason} data-level={level}>
      <div>
        {level !== 'red' && <LevelBadge level={level} size="xs" />} <strong>{say(text)}</strong>
        {raisedFrom && <span className={classes.small}> {t('desk.raisedFrom')}</span>}
      </div>
      <p className={classes.action}>{say(action)}</p>
      <details className={classes.source}>
        <summary>{t('desk.source', { rule: reason.ruleId })}</summary>
        {source.map((key) => (
          <p key={key}>{protocol?.sources[key] ?? key}</p>
        ))}
      </details>
    </div>
  );
}

/** Rules that an answer given as not known or refused leaves open; at the end also those of questions that were not asked. */
function Undecided({ asked, judgement, finished }: Props & { judgement: Judgement }) {
  const { t, say } = useWords();
  const { questionnaire } = asked.checkIn;
  const open = judgement.undecided
    .filter(({ level }) => level === 'red' || level === 'amber')
    .flatMap(({ missing }) => missing)
    .filter(({ why }) => why === 'unknown' || why === 'refused' || (finished && why === 'not-asked'))
    .filter((one, index, all) => all.findIndex(({ linkId }) => linkId === one.linkId) === index)
    .flatMap(({ linkId, why }) => {
      const item = itemOf(questionnaire, linkId);
      return item && why !== 'not-applicable' ? [{ item, why }] : [];
    });
  if (open.length === 0) return null;
  return (
    <details className={classes.undecided} open={finished}>
      <summary>{t('desk.undecided', { count: open.length })}</summary>
      <ul className={classes.plain}>
        {open.map(({ item, why }) => (
          <li key={item.linkId}>
            {say(item.text)} <span className={classes.small}>({t(`desk.absent.${why}`)})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Ending({ judgement: { isolation } }: { judgement: Judgement }) {
  const { t, say, date } = useWords();
  if (isolation.mayEnd) {
    return (
      <p className={classes.mayEnd}>
        <strong>{t('desk.mayEnd')}</strong> {say(isolation.text)} {isolation.doctorConfirms && t('desk.doctorConfirms')}
      </p>
    );
  }
  const early = isolation.blockedBy.some(({ code }) => code === 'before-earliest-day');
  return early ? <p className={classes.small}>{t('desk.notBefore', { date: date(isolation.earliestOn) })}</p> : null;
}

/** Advice in force today that the answers call for; read aloud in the person's language. */
function Advice({ asked, judgement, speak }: Props & { judgement: Judgement }) {
  const { t } = useWords();
  const cards = asked.checkIn.advice.filter(({ code }) => judgement.advice.includes(code));
  if (cards.length === 0) return null;
  return (
    <section className={classes.box} aria-labelledby="desk-advice">
      <h3 id="desk-advice" className={classes.heading}>
        {t('desk.advice')}
      </h3>
      {cards.map(({ code, title, body }) => (
        <details key={code} className={classes.advice}>
          <summary>{title[speak]}</summary>
          <p lang={speak}>{body[speak]}</p>
        </details>
      ))}
    </section>
  );
}
