/** Of what `doctor` looked at; the words of each pitfall are the course's. */
export const doctor = {
  'doctor.unknown': '{title}: {reason}',
  'doctor.by-lab': '{seen} The lab sees to it when it comes up.',
  'doctor.no-kernel-sources': 'neither the build configuration nor the modules of this kernel are there',
} as const;
