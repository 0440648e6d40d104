import * as z from 'zod';
import './third.js';

export const second = z;
