import { useSyncExternalStore } from 'react';
import { createWatchers } from '../states/watchers.ts';

/** Whether this browser wakes with a sound: a wish of this browser, not of a person. */
const KEPT_AS = 'cordon.waking';
/** Two strokes that are told from the tones of a telephone. */
const STROKES = [
  { hertz: 880, at: 0 },
  { hertz: 1_175, at: 0.25 },
  { hertz: 880, at: 0.6 },
  { hertz: 1_175, at: 0.85 },
] as const;
const STROKE_SECONDS = 0.2;
const LOUDNESS = 0.5;
/** A level that cannot be heard; a fade to nothing at all has no exponent. */
const SILENCE = 0.001;

/** The id of the button that switches the sound. */
export const SWITCH = 'sound-switch';

/** `waits`: switched on, but the browser lets no page sound before a person has touched it. */
export type Sound = 'off' | 'on' | 'waits';

let audio: AudioContext | undefined;
let sound: Sound = 'off';
const { watch, tell } = createWatchers();
const gestures = ['pointerdown', 'keydown'] as const;

function become(next: Sound): void {
  sound = next;
  tell();
}

export const useSound = (): Sound => useSyncExternalStore(watch, () => sound);

/** Goes on as this browser was left: a page that was loaded anew sounds from the first touch on. */
export function startSound(): void {
  if (localStorage.getItem(KEPT_AS) === 'on') turnOn();
}

/** Switches the sound on or off in this browser; on, it is heard once, so that the person knows it and how loud it is. */
export async function switchSound(on: boolean): Promise<void> {
  if (on) {
    localStorage.setItem(KEPT_AS, 'on');
    turnOn();
    await resume();
    return ring();
  }
  localStorage.removeItem(KEPT_AS);
  for (const kind of gestures) removeEventListener(kind, onGesture);
  become('off');
  await audio?.close();
  audio = undefined;
}

function turnOn(): void {
  audio ??= new AudioContext();
  for (const kind of gestures) addEventListener(kind, onGesture);
  become(audio.state === 'running' ? 'on' : 'waits');
}

/** The touch of the switch itself is left to the switch, which would else find the sound on and turn it off. */
function onGesture({ target }: Event): void {
  if (!(target instanceof Element && target.closest(`#${SWITCH}`) !== null)) void resume();
}

async function resume(): Promise<void> {
  await audio?.resume();
  if (audio !== undefined && sound === 'waits') become('on');
}

/** Sounds once if the sound is switched on and the browser lets it. The tone is made here: no file is loaded. */
export function ring(): void {
  if (sound === 'off' || audio?.state !== 'running') return;
  for (const { hertz, at } of STROKES) {
    const from = audio.currentTime + at;
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const gain = new GainNode(audio, { gain: LOUDNESS });
    gain.gain.setValueAtTime(LOUDNESS, from);
    gain.gain.exponentialRampToValueAtTime(SILENCE, from + STROKE_SECONDS);
    tone.connect(gain).connect(audio.destination);
    tone.start(from);
    tone.stop(from + STROKE_SECONDS);
  }
}
