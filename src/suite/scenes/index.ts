/** What Graph does to who creates a connection, as data. */
import type { Scene } from '../scene.ts';
import { answers } from './answers.ts';
import { badDays } from './bad-days.ts';
import { refusals } from './refusals.ts';
import { requests } from './requests.ts';

/** Every scene, in the order in which they are played. */
export const scenes: readonly Scene[] = [...requests, ...answers, ...refusals, ...badDays];

/** A failure that is the fault of the request, and one that is the fault of the service: words for one fit not the other. */
export const contrary = {
  toRefusal: sceneWith('error.500'),
  toOutage: sceneWith('error.withoutInnerError'),
};

function sceneWith(key: string): Scene {
  const scene = scenes.find((one) => one.key === key);
  if (!scene) throw new TypeError(`There is no scene ${key}.`);
  return scene;
}
