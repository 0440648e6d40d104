import * as z from 'zod';
import './second.js';

export const first = z;
