export { cadenceAfterSetup, cadenceSetting, cadenceSetupField } from './cadence.js';
export { changeSettings, SettingsError } from './change-settings.js';
export { createSettingsCodec } from './codec.js';
export { defineSection } from './define-section.js';
export { issuesReply, settingsForm, settingsForms } from './forms.js';
export { type Setting, setting } from './setting.js';
export {
  choiceSetting,
  integerSetting,
  languagesSetting,
  spanSetting,
  textSetting,
  timeSetting,
  weekdaySetting,
  weekdaysSetting,
  weekdayWord,
  yesNoSetting,
  zoneSetting,
} from './types.js';
export { weightsSetting } from './weights.js';
