import { z } from 'zod';
import { Sha256 } from './form.ts';

/** Scans travel apart from mutations: `PUT` and `GET /v1/file/{sha256}`, raw bytes, desk signature. */
export const FILE_PATH = '/v1/file/';
export const FileParams = z.strictObject({ sha256: Sha256 });
