import { Kbd } from '@mantine/core';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import classes from './call-desk.module.css';
import { keyLines, type Mode } from './keys.ts';

const modes: readonly Mode[] = ['idle', 'ready', 'calling', 'outcomes', 'details', 'asking', 'doubt', 'needs', 'summary'];

/** Every key of the desk, by where it works. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog title={t('desk.keysTitle')} onClose={onClose} width={900}>
      <div className={classes.keysList}>
        {modes.map((mode) => (
          <section key={mode} className={classes.keysMode} aria-labelledby={`keys-${mode}`}>
            <h3 id={`keys-${mode}`} className={classes.heading}>
              {t(`desk.mode.${mode}`)}
            </h3>
            <dl>
              {keyLines
                .filter((line) => line.modes.includes(mode) && line.action !== 'help')
                .map(({ action, keys }) => (
                  <div key={`${action} ${keys[0]}`}>
                    <dt>
                      {keys.map((key) => (
                        <Kbd key={key}>{key}</Kbd>
                      ))}
                    </dt>
                    <dd>{t(`desk.do.${action}`)}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
