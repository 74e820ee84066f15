/** The folder with the Electron that will be run, or null. */
export function electronFolder(root: string): string | null;
/** Whether there is one. */
export function electronReady(root: string): boolean;
/** Fetches or makes one; false when that is not possible here. */
export function prepareElectron(root: string, say: (text: string) => void): Promise<boolean>;
