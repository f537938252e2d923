/*
 * Reading one document. Every page works without any of this, one at a time, by links; with it the pages lie one under
 * another and only those in view are there. Each module looks after one thing; "reading:page" says which page is in
 * view, "reading:marks" that something else is highlighted.
 */
import "../workbench/words.js";
import "../workbench/bare.js";
import "./zooming.js";
import "./going.js";
import "./side.js";
import "./passages.js";
import "./waiting.js";
