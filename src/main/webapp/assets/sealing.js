// Sealing for one reader: AES-256-GCM under a key of its own, which RSA-OAEP (SHA-256) wraps. The wire form is the wrapped
// key (384 bytes, for an RSA key of 3072 bits), the nonce (12 bytes), then the ciphertext with its tag.
const text = new TextEncoder();
const RSA = { name: 'RSA-OAEP', hash: 'SHA-256' };
const WRAPPED = 384;
const NONCE = 12;

/** Whether this browser can: outside of a secure context there is no Web Crypto. */
export const able = Boolean(globalThis.crypto?.subtle);

export const fromBase64 = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

export const toBase64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/** Seals bytes to a public key (SubjectPublicKeyInfo); context is what else has to be right when they are opened. */
export async function seal(spki, context, bytes) {
  const reader = await crypto.subtle.importKey('spki', spki, RSA, false, ['wrapKey']);
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: text.encode(context) }, key, bytes);
  const wrapped = await crypto.subtle.wrapKey('raw', key, reader, { name: 'RSA-OAEP' });
  const whole = new Uint8Array(wrapped.byteLength + NONCE + sealed.byteLength);
  whole.set(new Uint8Array(wrapped));
  whole.set(iv, wrapped.byteLength);
  whole.set(new Uint8Array(sealed), wrapped.byteLength + NONCE);
  return whole;
}

/** A key pair for one reading; the private half cannot be read out, nor kept beyond the page. */
export const makeReader = () => crypto.subtle.generateKey(
  { ...RSA, modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) }, false, ['unwrapKey']);

/** Opens what was sealed to a key of makeReader, for this context. */
export async function open(privateKey, context, whole) {
  const iv = whole.subarray(WRAPPED, WRAPPED + NONCE);
  const algorithm = { name: 'AES-GCM', iv, additionalData: text.encode(context) };
  const key = await crypto.subtle.unwrapKey(
    'raw', whole.subarray(0, WRAPPED), privateKey, { name: 'RSA-OAEP' }, { name: 'AES-GCM' }, false, ['decrypt']);
  return crypto.subtle.decrypt(algorithm, key, whole.subarray(WRAPPED + NONCE));
}
