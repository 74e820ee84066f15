/** DER has one form for every value; what two readers could read differently is refused. BER is only a way in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, unwrap } from '../../../core/eds/armour.ts';
import { toDer } from '../../../core/eds/ber.ts';
import { type DerElement, DerReader, decodeDer, TAG } from '../../../core/eds/der.ts';
import {
  bitString,
  boolean,
  integerBytes,
  namedBits,
  nothing,
  objectIdentifier,
  smallInteger,
  text,
  time,
} from '../../../core/eds/der-value.ts';
import * as writer from '../../../core/eds/der-writer.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
const read = <T>(hex: string, decode: (element: DerElement) => T) => {
  const result = decodeDer(bytes(hex), decode);
  return result.ok ? result.value : result.error;
};
const hexOf = (value: Uint8Array) => Buffer.from(value).toString('hex');

describe('elements', () => {
  it.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['a length beyond the end', '3001'],
    ['something after the end', '050000'],
    ['a long length that is short', '04810100'],
    ['a long length with a leading zero', '04820001 00'],
    ['the indefinite length', '30800000'],
    ['a length of five octets', '04850000000001 00'],
    ['a high tag', '1f1f00'],
    ['an end of contents', '0000'],
  ])('refuses %s', (_name, hex) => {
    expect(read(hex, () => 'read')).toBe('malformed');
  });

  it('reads what the writer writes, at every length', () => {
    for (const length of [0, 1, 127, 128, 255, 256, 65_535, 65_536]) {
      const content = new Uint8Array(length).fill(7);
      const der = writer.octetString(content);
      expect(decodeDer(der, (element) => element.content.length)).toEqual({ ok: true, value: length });
    }
  });

  it('has no children in a primitive element', () => {
    expect(read('0400', (element) => element.children())).toBe('malformed');
  });

  it('stays within the parent', () => {
    expect(read('30030402 00', (element) => element.children().any().content)).toBe('malformed');
  });
});

describe('values', () => {
  it.each<[string, string, (element: DerElement) => unknown]>([
    ['an empty integer', '0200', integerBytes],
    ['an integer with a superfluous zero', '02020001', integerBytes],
    ['a negative integer with superfluous ones', '0202ff80', integerBytes],
    ['a negative number where there is none', '0201ff', smallInteger],
    ['a huge number where it is small', '02050100000000', smallInteger],
    ['a boolean of 1', '010101', boolean],
    ['a null with content', '050100', nothing],
    ['a bit string without count', '0300', bitString],
    ['a bit string with eight unused bits', '03020800', bitString],
    ['unused bits that are set', '03020101', bitString],
    ['unused bits of nothing', '030101', bitString],
    ['an identifier with a leading 80', '06038001 01', objectIdentifier],
    ['an identifier cut', '06022a83', objectIdentifier],
    ['an empty identifier', '0600', objectIdentifier],
    ['a time without seconds', `170b${Buffer.from('2601010000Z').toString('hex')}`, time],
    ['a time with an offset', `1711${Buffer.from('260101000000+0500').toString('hex')}`, time],
    ['the 30th of February', `170d${Buffer.from('260230000000Z').toString('hex')}`, time],
    ['a leap second', `170d${Buffer.from('260101000060Z').toString('hex')}`, time],
    ['a fraction', `1811${Buffer.from('20260101000000.5Z').toString('hex')}`, time],
    ['text that is no UTF-8', '0c0180', text],
    ['a printable string with a high octet', '130180', text],
    ['another tag', '0401', (element) => integerBytes(element)],
  ])('refuses %s', (_name, hex, decode) => {
    expect(read(hex, decode)).toBe('malformed');
  });

  it('reads the century of a UTCTime', () => {
    const at = (digits: string) =>
      (
        read(`170d${Buffer.from(digits).toString('hex')}`, (element) => time(element)) as Date
      ).getUTCFullYear();
    expect([at('491231235959Z'), at('500101000000Z')]).toEqual([2049, 1950]);
  });

  it('reads what the writer writes', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 200n }),
        fc.tuple(fc.constantFrom(0, 1, 2), fc.nat(39), fc.array(fc.nat(2 ** 31), { maxLength: 8 })),
        fc.date({ min: new Date('1950-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        fc.string({ unit: 'grapheme' }),
        fc.uniqueArray(fc.nat(8)),
        (number, [root, second, rest], date, words, bits) => {
          const dotted = [root, second, ...rest].join('.');
          const instant = new Date(Math.floor(date.getTime() / 1000) * 1000);
          const der = writer.sequence(
            writer.integer(number),
            writer.oid(dotted),
            writer.timeElement(instant),
            writer.utf8String(words),
            writer.bitList(bits),
          );
          const values = decodeDer(der, (element) => {
            const fields = element.children();
            const back = [
              BigInt(`0x${hexOf(integerBytes(fields.any()))}`),
              objectIdentifier(fields.any()),
              time(fields.any()),
              text(fields.any()),
              [...namedBits(fields.any())],
            ];
            fields.end();
            return back;
          });
          expect(values).toEqual({
            ok: true,
            value: [number, dotted, instant, words, bits.toSorted((a, b) => a - b)],
          });
        },
      ),
    );
  });

  it('puts sets in order', () => {
    const set = writer.setOf(writer.integer(300), writer.integer(2), writer.octetString());
    expect(hexOf(set)).toBe('31090201020202012c0400');
    expect(new DerReader(set).only(TAG.set).children().any().tag).toBe(TAG.integer);
  });
});

describe('BER', () => {
  it.each([
    ['30800000', '3000'],
    ['3080308000000000', '30023000'],
    ['24800401aa0402bbcc0000', '0403aabbcc'],
    ['24060401aa0401bb', '0402aabb'],
    ['04810100', '040100'],
    ['3003020101', '3003020101'],
  ])('%s becomes %s', (ber, der) => {
    const result = toDer(bytes(ber));
    expect(result.ok && hexOf(result.value)).toBe(der);
  });

  it.each(['', '3080', '308000', '30800001', '2480020101 0000', '30020201', '3000 00', '30 80'.repeat(100)])(
    '%s is none',
    (ber) => {
      expect(toDer(bytes(ber)).ok).toBe(false);
    },
  );

  it('leaves DER as it is', () => {
    const der = writer.sequence(writer.setOf(writer.integer(1)), writer.octetString(new Uint8Array(300)));
    expect(toDer(der)).toEqual({ ok: true, value: der });
  });
});

describe('wrappings', () => {
  it.each(['AAA', 'A===', 'AB==', 'AA=A', 'AA==AA==', 'A-_A', '', 'АААА'])('"%s" is no base64', (source) => {
    expect(decodeBase64(source)).toBeUndefined();
  });

  it('takes white space in base64, as NCALayer leaves it', () => {
    expect(hexOf(decodeBase64(' q\r\nr \tv/\n') ?? new Uint8Array())).toBe('aabbff');
  });

  it('finds every PEM block', () => {
    const pem = (label: string, content: string) =>
      `-----BEGIN ${label}-----\n${content}\n-----END ${label}-----\n`;
    const found = unwrap(Buffer.from(`text\n${pem('A', 'AAAA')}${pem('B', 'qrv/')}`));
    expect(found?.map(hexOf)).toEqual(['000000', 'aabbff']);
    expect(unwrap(Buffer.from(pem('A', 'A')))).toBeUndefined();
    expect(unwrap(Buffer.from(pem('A', 'AAAA').slice(0, -12)))).toBeUndefined();
  });
});
