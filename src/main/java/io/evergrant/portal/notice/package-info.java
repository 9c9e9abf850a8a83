/** What people are told without asking, on pages and in mails: the same words in both. */
@NullMarked
package io.evergrant.portal.notice;

import org.jspecify.annotations.NullMarked;
