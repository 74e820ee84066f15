import { z } from 'zod';
import { Nothing } from './route.ts';

/** Storages of NCALayer, in the order they are offered; the words are in the locales (`storage.*`). */
export const STORAGES = [
  'PKCS12',
  'AKKaztokenStore',
  'AKKZIDCardStore',
  'AKEToken72KStore',
  'AKEToken5110Store',
  'AKJaCartaStore',
  'AKAKEYStore',
  'JKS',
] as const;
export const StorageSchema = z.enum(STORAGES);
export type Storage = z.infer<typeof StorageSchema>;

export const ncalayerMethods = {
  /** Stops waiting for NCALayer (its own window stays with the person; a late answer is dropped). */
  'ncalayer.abandon': { input: Nothing, output: Nothing },
} as const;
