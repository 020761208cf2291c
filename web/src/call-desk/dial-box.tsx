import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import classes from './call-desk.module.css';
import type { PlacedCall } from './desk-port.ts';

/** How the caller's own telephone dials: a link to tap on a phone, a code to scan beside a computer. */
export function DialBox({ dial }: { dial: PlacedCall['dial'] }) {
  const { t } = useWords();
  const phone = useMediaQuery('(pointer: coarse)', undefined, { getInitialValueInEffect: false }) ?? false;
  if (dial.kind === 'refused') return null;
  if (!dial.handover) return <p className={classes.dial}>{t('desk.ringsByItself')}</p>;
  const { link, qrPayload } = dial.handover;
  const tap = (
    <a className={classes.tel} href={link} data-dial>
      {t('desk.dialNow')}
    </a>
  );
  if (phone) return <div className={classes.dial}>{tap}</div>;
  return (
    <div className={classes.dial}>
      <Code payload={qrPayload} />
      <div>
        <p>{t('desk.scan')}</p>
        <p className={classes.small}>
          <a href={link} data-dial>
            {t('desk.dialHere')}
          </a>
        </p>
      </div>
    </div>
  );
}

/** Drawn here, by a part that is fetched when first needed: the number leaves the desk by no other way. */
function Code({ payload }: { payload: string }) {
  const { t } = useWords();
  const [svg, setSvg] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    // Without it there is still the link.
    void import('uqr').then(
      ({ renderSVG }) => gone || setSvg(renderSVG(payload, { border: 2 })),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [payload]);
  if (svg === null) return <div className={classes.qr} />;
  return <img className={classes.qr} alt={t('desk.qrAlt')} src={`data:image/svg+xml,${encodeURIComponent(svg)}`} />;
}
