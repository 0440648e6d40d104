// @vitest-environment jsdom
import { testClients } from './connection.js';

testClients();
