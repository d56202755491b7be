/**
 * How the dashboard gets in.
 */
package dev.tamis.web.session;
