import { expect, test } from 'vitest';
import { withConfigured } from '../../../core/host/print.ts';

const printer = (name: string, isDefault = false) => ({ name, title: name, isDefault });

test('the configured printer is the one to take, whatever the system prefers', () => {
  const system = [printer('akimat', true), printer('office'), printer('hall')];
  expect(withConfigured(system, 'hall')).toEqual([
    printer('hall', true),
    printer('akimat'),
    printer('office'),
  ]);
});

test('one that is not there, or none configured, changes nothing', () => {
  const system = [printer('akimat', true), printer('office')];
  expect(withConfigured(system, 'gone')).toEqual(system);
  expect(withConfigured(system, undefined)).toEqual(system);
});
