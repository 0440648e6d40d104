// @vitest-environment happy-dom
import { testClients } from './connection.js';

testClients();
