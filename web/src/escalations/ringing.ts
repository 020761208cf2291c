/** How the browser takes the ring: it lets no page sound before its reader has touched it. */
export type Sound = 'silent' | 'sounds' | 'blocked';

/** Seconds between two rings; often enough to be heard across a room, seldom enough to talk over. */
const everySeconds = 4;

/**
 * Rings until it is told to stop. Says whether the browser lets it be heard, and begins by itself at the first touch or key when it did
 * not. Two short tones, made here: no file to load.
 *
 * @returns what stops it
 */
export function startRinging(onSound: (sound: Sound) => void): () => void {
  const audio = new AudioContext();
  const ring = () => {
    if (audio.state === 'running') chime(audio);
    onSound(audio.state === 'running' ? 'sounds' : 'blocked');
  };
  const wake = () => void audio.resume().then(ring, () => onSound('blocked'));
  const timer = setInterval(ring, everySeconds * 1000);
  for (const touch of touches) document.addEventListener(touch, wake);
  // Chromium answers a refused resume never, so the state is told first.
  ring();
  wake();
  return () => {
    clearInterval(timer);
    for (const touch of touches) document.removeEventListener(touch, wake);
    void audio.close();
    onSound('silent');
  };
}

const touches = ['pointerdown', 'keydown'] as const;

function chime(audio: AudioContext): void {
  for (const [index, hertz] of [880, 660].entries()) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const from = audio.currentTime + index * 0.28;
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0.0001, from);
    loudness.gain.exponentialRampToValueAtTime(0.25, from + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.0001, from + 0.25);
    tone.connect(loudness).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.26);
  }
}

const silencedKey = 'kshem-ring-silenced';

/** Whether somebody wanted no sound on this device. */
export function isSilenced(): boolean {
  return localStorage.getItem(silencedKey) === 'yes';
}

export function keepSilenced(yes: boolean): void {
  localStorage.setItem(silencedKey, yes ? 'yes' : 'no');
}
