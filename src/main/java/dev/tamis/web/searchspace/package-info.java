/**
 * Search spaces that clients keep, and reading what is searched and what is fixed, wherever it stands.
 */
package dev.tamis.web.searchspace;
