/** Mail by SMTP (RFC 5321), as Jakarta Mail speaks it. */
@NullMarked
package io.evergrant.adapter.mail;

import org.jspecify.annotations.NullMarked;
