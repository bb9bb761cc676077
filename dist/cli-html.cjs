const __importMetaUrl=require("node:url").pathToFileURL(__filename).href;
"use strict";var __defProp=Object.defineProperty;var __getOwnPropDesc=Object.getOwnPropertyDescriptor;var __getOwnPropNames=Object.getOwnPropertyNames;var __hasOwnProp=Object.prototype.hasOwnProperty;var __export=(target,all)=>{for(var name in all)__defProp(target,name,{get:all[name],enumerable:!0})},__copyProps=(to,from,except,desc)=>{if(from&&typeof from=="object"||typeof from=="function")for(let key of __getOwnPropNames(from))!__hasOwnProp.call(to,key)&&key!==except&&__defProp(to,key,{get:()=>from[key],enumerable:!(desc=__getOwnPropDesc(from,key))||desc.enumerable});return to};var __toCommonJS=mod=>__copyProps(__defProp({},"__esModule",{value:!0}),mod);var html_exports={};__export(html_exports,{html:()=>html2});module.exports=__toCommonJS(html_exports);var Diff=class{diff(oldStr,newStr,options={}){let callback;typeof options=="function"?(callback=options,options={}):"callback"in options&&(callback=options.callback);let oldString=this.castInput(oldStr,options),newString=this.castInput(newStr,options),oldTokens=this.removeEmpty(this.tokenize(oldString,options)),newTokens=this.removeEmpty(this.tokenize(newString,options));return this.diffWithOptionsObj(oldTokens,newTokens,options,callback)}diffWithOptionsObj(oldTokens,newTokens,options,callback){var _a;let done=value=>{if(value=this.postProcess(value,options),callback){setTimeout(function(){callback(value)},0);return}else return value},newLen=newTokens.length,oldLen=oldTokens.length,editLength=1,maxEditLength=newLen+oldLen;options.maxEditLength!=null&&(maxEditLength=Math.min(maxEditLength,options.maxEditLength));let maxExecutionTime=(_a=options.timeout)!==null&&_a!==void 0?_a:1/0,abortAfterTimestamp=Date.now()+maxExecutionTime,bestPath=[{oldPos:-1,lastComponent:void 0}],newPos=this.extractCommon(bestPath[0],newTokens,oldTokens,0,options);if(bestPath[0].oldPos+1>=oldLen&&newPos+1>=newLen)return done(this.buildValues(bestPath[0].lastComponent,newTokens,oldTokens));let minDiagonalToConsider=-1/0,maxDiagonalToConsider=1/0,execEditLength=()=>{for(let diagonalPath=Math.max(minDiagonalToConsider,-editLength);diagonalPath<=Math.min(maxDiagonalToConsider,editLength);diagonalPath+=2){let basePath,removePath=bestPath[diagonalPath-1],addPath=bestPath[diagonalPath+1];removePath&&(bestPath[diagonalPath-1]=void 0);let canAdd=!1;if(addPath){let addPathNewPos=addPath.oldPos-diagonalPath;canAdd=addPath&&0<=addPathNewPos&&addPathNewPos<newLen}let canRemove=removePath&&removePath.oldPos+1<oldLen;if(!canAdd&&!canRemove){bestPath[diagonalPath]=void 0;continue}if(!canRemove||canAdd&&removePath.oldPos<addPath.oldPos?basePath=this.addToPath(addPath,!0,!1,0,options):basePath=this.addToPath(removePath,!1,!0,1,options),newPos=this.extractCommon(basePath,newTokens,oldTokens,diagonalPath,options),basePath.oldPos+1>=oldLen&&newPos+1>=newLen)return done(this.buildValues(basePath.lastComponent,newTokens,oldTokens))||!0;bestPath[diagonalPath]=basePath,basePath.oldPos+1>=oldLen&&(maxDiagonalToConsider=Math.min(maxDiagonalToConsider,diagonalPath-1)),newPos+1>=newLen&&(minDiagonalToConsider=Math.max(minDiagonalToConsider,diagonalPath+1))}editLength++};if(callback)(function exec(){setTimeout(function(){if(editLength>maxEditLength||Date.now()>abortAfterTimestamp)return callback(void 0);execEditLength()||exec()},0)})();else for(;editLength<=maxEditLength&&Date.now()<=abortAfterTimestamp;){let ret=execEditLength();if(ret)return ret}}addToPath(path,added,removed,oldPosInc,options){let last=path.lastComponent;return last&&!options.oneChangePerToken&&last.added===added&&last.removed===removed?{oldPos:path.oldPos+oldPosInc,lastComponent:{count:last.count+1,added,removed,previousComponent:last.previousComponent}}:{oldPos:path.oldPos+oldPosInc,lastComponent:{count:1,added,removed,previousComponent:last}}}extractCommon(basePath,newTokens,oldTokens,diagonalPath,options){let newLen=newTokens.length,oldLen=oldTokens.length,oldPos=basePath.oldPos,newPos=oldPos-diagonalPath,commonCount=0;for(;newPos+1<newLen&&oldPos+1<oldLen&&this.equals(oldTokens[oldPos+1],newTokens[newPos+1],options);)newPos++,oldPos++,commonCount++,options.oneChangePerToken&&(basePath.lastComponent={count:1,previousComponent:basePath.lastComponent,added:!1,removed:!1});return commonCount&&!options.oneChangePerToken&&(basePath.lastComponent={count:commonCount,previousComponent:basePath.lastComponent,added:!1,removed:!1}),basePath.oldPos=oldPos,newPos}equals(left,right,options){return options.comparator?options.comparator(left,right):left===right||!!options.ignoreCase&&left.toLowerCase()===right.toLowerCase()}removeEmpty(array){let ret=[];for(let i=0;i<array.length;i++)array[i]&&ret.push(array[i]);return ret}castInput(value,options){return value}tokenize(value,options){return Array.from(value)}join(chars){return chars.join("")}postProcess(changeObjects,options){return changeObjects}get useLongestToken(){return!1}buildValues(lastComponent,newTokens,oldTokens){let components=[],nextComponent;for(;lastComponent;)components.push(lastComponent),nextComponent=lastComponent.previousComponent,delete lastComponent.previousComponent,lastComponent=nextComponent;components.reverse();let componentLen=components.length,componentPos=0,newPos=0,oldPos=0;for(;componentPos<componentLen;componentPos++){let component=components[componentPos];if(component.removed)component.value=this.join(oldTokens.slice(oldPos,oldPos+component.count)),oldPos+=component.count;else{if(!component.added&&this.useLongestToken){let value=newTokens.slice(newPos,newPos+component.count);value=value.map(function(value2,i){let oldValue=oldTokens[oldPos+i];return oldValue.length>value2.length?oldValue:value2}),component.value=this.join(value)}else component.value=this.join(newTokens.slice(newPos,newPos+component.count));newPos+=component.count,component.added||(oldPos+=component.count)}}return components}};function longestCommonPrefix(str1,str2){let i;for(i=0;i<str1.length&&i<str2.length;i++)if(str1[i]!=str2[i])return str1.slice(0,i);return str1.slice(0,i)}function longestCommonSuffix(str1,str2){let i;if(!str1||!str2||str1[str1.length-1]!=str2[str2.length-1])return"";for(i=0;i<str1.length&&i<str2.length;i++)if(str1[str1.length-(i+1)]!=str2[str2.length-(i+1)])return str1.slice(-i);return str1.slice(-i)}function replacePrefix(string,oldPrefix,newPrefix){if(string.slice(0,oldPrefix.length)!=oldPrefix)throw Error(`string ${JSON.stringify(string)} doesn't start with prefix ${JSON.stringify(oldPrefix)}; this is a bug`);return newPrefix+string.slice(oldPrefix.length)}function replaceSuffix(string,oldSuffix,newSuffix){if(!oldSuffix)return string+newSuffix;if(string.slice(-oldSuffix.length)!=oldSuffix)throw Error(`string ${JSON.stringify(string)} doesn't end with suffix ${JSON.stringify(oldSuffix)}; this is a bug`);return string.slice(0,-oldSuffix.length)+newSuffix}function removePrefix(string,oldPrefix){return replacePrefix(string,oldPrefix,"")}function removeSuffix(string,oldSuffix){return replaceSuffix(string,oldSuffix,"")}function maximumOverlap(string1,string2){return string2.slice(0,overlapCount(string1,string2))}function overlapCount(a,b){let startA=0;a.length>b.length&&(startA=a.length-b.length);let endB=b.length;a.length<b.length&&(endB=a.length);let map=Array(endB),k=0;map[0]=0;for(let j=1;j<endB;j++){for(b[j]==b[k]?map[j]=map[k]:map[j]=k;k>0&&b[j]!=b[k];)k=map[k];b[j]==b[k]&&k++}k=0;for(let i=startA;i<a.length;i++){for(;k>0&&a[i]!=b[k];)k=map[k];a[i]==b[k]&&k++}return k}function segment(string,segmenter){let parts=[];for(let segmentObj of Array.from(segmenter.segment(string))){let segment2=segmentObj.segment;parts.length&&/\s/.test(parts[parts.length-1])&&/\s/.test(segment2)?parts[parts.length-1]+=segment2:parts.push(segment2)}return parts}function trailingWs(string,segmenter){if(segmenter)return leadingAndTrailingWs(string,segmenter)[1];let i;for(i=string.length-1;i>=0&&string[i].match(/\s/);i--);return string.substring(i+1)}function leadingWs(string,segmenter){if(segmenter)return leadingAndTrailingWs(string,segmenter)[0];let match=string.match(/^\s*/);return match?match[0]:""}function leadingAndTrailingWs(string,segmenter){if(!segmenter)return[leadingWs(string),trailingWs(string)];if(segmenter.resolvedOptions().granularity!="word")throw new Error('The segmenter passed must have a granularity of "word"');let segments=segment(string,segmenter),firstSeg=segments[0],lastSeg=segments[segments.length-1],head=/\s/.test(firstSeg)?firstSeg:"",tail=/\s/.test(lastSeg)?lastSeg:"";return[head,tail]}var extendedWordChars="a-zA-Z0-9_\\u{AD}\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2C6}\\u{2C8}-\\u{2D7}\\u{2DE}-\\u{2FF}\\u{1E00}-\\u{1EFF}",tokenizeIncludingWhitespace=new RegExp(`[${extendedWordChars}]+|\\s+|[^${extendedWordChars}]`,"ug"),WordDiff=class extends Diff{equals(left,right,options){return options.ignoreCase&&(left=left.toLowerCase(),right=right.toLowerCase()),left.trim()===right.trim()}tokenize(value,options={}){let parts;if(options.intlSegmenter){let segmenter=options.intlSegmenter;if(segmenter.resolvedOptions().granularity!="word")throw new Error('The segmenter passed must have a granularity of "word"');parts=segment(value,segmenter)}else parts=value.match(tokenizeIncludingWhitespace)||[];let tokens=[],prevPart=null;return parts.forEach(part=>{/\s/.test(part)?prevPart==null?tokens.push(part):tokens.push(tokens.pop()+part):prevPart!=null&&/\s/.test(prevPart)?tokens[tokens.length-1]==prevPart?tokens.push(tokens.pop()+part):tokens.push(prevPart+part):tokens.push(part),prevPart=part}),tokens}join(tokens){return tokens.map((token,i)=>i==0?token:token.replace(/^\s+/,"")).join("")}postProcess(changes,options){if(!changes||options.oneChangePerToken)return changes;let lastKeep=null,insertion=null,deletion=null;return changes.forEach(change=>{change.added?insertion=change:change.removed?deletion=change:((insertion||deletion)&&dedupeWhitespaceInChangeObjects(lastKeep,deletion,insertion,change,options.intlSegmenter),lastKeep=change,insertion=null,deletion=null)}),(insertion||deletion)&&dedupeWhitespaceInChangeObjects(lastKeep,deletion,insertion,null,options.intlSegmenter),changes}},wordDiff=new WordDiff;function dedupeWhitespaceInChangeObjects(startKeep,deletion,insertion,endKeep,segmenter){if(deletion&&insertion){let[oldWsPrefix,oldWsSuffix]=leadingAndTrailingWs(deletion.value,segmenter),[newWsPrefix,newWsSuffix]=leadingAndTrailingWs(insertion.value,segmenter);if(startKeep){let commonWsPrefix=longestCommonPrefix(oldWsPrefix,newWsPrefix);startKeep.value=replaceSuffix(startKeep.value,newWsPrefix,commonWsPrefix),deletion.value=removePrefix(deletion.value,commonWsPrefix),insertion.value=removePrefix(insertion.value,commonWsPrefix)}if(endKeep){let commonWsSuffix=longestCommonSuffix(oldWsSuffix,newWsSuffix);endKeep.value=replacePrefix(endKeep.value,newWsSuffix,commonWsSuffix),deletion.value=removeSuffix(deletion.value,commonWsSuffix),insertion.value=removeSuffix(insertion.value,commonWsSuffix)}}else if(insertion){if(startKeep){let ws=leadingWs(insertion.value,segmenter);insertion.value=insertion.value.substring(ws.length)}if(endKeep){let ws=leadingWs(endKeep.value,segmenter);endKeep.value=endKeep.value.substring(ws.length)}}else if(startKeep&&endKeep){let newWsFull=leadingWs(endKeep.value,segmenter),[delWsStart,delWsEnd]=leadingAndTrailingWs(deletion.value,segmenter),newWsStart=longestCommonPrefix(newWsFull,delWsStart);deletion.value=removePrefix(deletion.value,newWsStart);let newWsEnd=longestCommonSuffix(removePrefix(newWsFull,newWsStart),delWsEnd);deletion.value=removeSuffix(deletion.value,newWsEnd),endKeep.value=replacePrefix(endKeep.value,newWsFull,newWsEnd),startKeep.value=replaceSuffix(startKeep.value,newWsFull,newWsFull.slice(0,newWsFull.length-newWsEnd.length))}else if(endKeep){let endKeepWsPrefix=leadingWs(endKeep.value,segmenter),deletionWsSuffix=trailingWs(deletion.value,segmenter),overlap=maximumOverlap(deletionWsSuffix,endKeepWsPrefix);deletion.value=removeSuffix(deletion.value,overlap)}else if(startKeep){let startKeepWsSuffix=trailingWs(startKeep.value,segmenter),deletionWsPrefix=leadingWs(deletion.value,segmenter),overlap=maximumOverlap(startKeepWsSuffix,deletionWsPrefix);deletion.value=removePrefix(deletion.value,overlap)}}var WordsWithSpaceDiff=class extends Diff{tokenize(value){let regex=new RegExp(`(\\r?\\n)|[${extendedWordChars}]+|[^\\S\\n\\r]+|[^${extendedWordChars}]`,"ug");return value.match(regex)||[]}},wordsWithSpaceDiff=new WordsWithSpaceDiff;function diffWordsWithSpace(oldStr,newStr,options){return wordsWithSpaceDiff.diff(oldStr,newStr,options)}var ArrayDiff=class extends Diff{tokenize(value){return value.slice()}join(value){return value}removeEmpty(value){return value}},arrayDiff=new ArrayDiff;function diffArrays(oldArr,newArr,options){return arrayDiff.diff(oldArr,newArr,options)}function createScanner(text,ignoreTrivia=!1){let len=text.length,pos=0,value="",tokenOffset=0,token=16,lineNumber=0,lineStartOffset=0,tokenLineStartOffset=0,prevTokenLineStartOffset=0,scanError=0;function scanHexDigits(count2,exact){let digits2=0,value2=0;for(;digits2<count2||!exact;){let ch=text.charCodeAt(pos);if(ch>=48&&ch<=57)value2=value2*16+ch-48;else if(ch>=65&&ch<=70)value2=value2*16+ch-65+10;else if(ch>=97&&ch<=102)value2=value2*16+ch-97+10;else break;pos++,digits2++}return digits2<count2&&(value2=-1),value2}function setPosition(newPosition){pos=newPosition,value="",tokenOffset=0,token=16,scanError=0}function scanNumber(){let start=pos;if(text.charCodeAt(pos)===48)pos++;else for(pos++;pos<text.length&&isDigit(text.charCodeAt(pos));)pos++;if(pos<text.length&&text.charCodeAt(pos)===46)if(pos++,pos<text.length&&isDigit(text.charCodeAt(pos)))for(pos++;pos<text.length&&isDigit(text.charCodeAt(pos));)pos++;else return scanError=3,text.substring(start,pos);let end=pos;if(pos<text.length&&(text.charCodeAt(pos)===69||text.charCodeAt(pos)===101))if(pos++,(pos<text.length&&text.charCodeAt(pos)===43||text.charCodeAt(pos)===45)&&pos++,pos<text.length&&isDigit(text.charCodeAt(pos))){for(pos++;pos<text.length&&isDigit(text.charCodeAt(pos));)pos++;end=pos}else scanError=3;return text.substring(start,end)}function scanString(){let result="",start=pos;for(;;){if(pos>=len){result+=text.substring(start,pos),scanError=2;break}let ch=text.charCodeAt(pos);if(ch===34){result+=text.substring(start,pos),pos++;break}if(ch===92){if(result+=text.substring(start,pos),pos++,pos>=len){scanError=2;break}switch(text.charCodeAt(pos++)){case 34:result+='"';break;case 92:result+="\\";break;case 47:result+="/";break;case 98:result+="\b";break;case 102:result+="\f";break;case 110:result+=`
`;break;case 114:result+="\r";break;case 116:result+="	";break;case 117:let ch3=scanHexDigits(4,!0);ch3>=0?result+=String.fromCharCode(ch3):scanError=4;break;default:scanError=5}start=pos;continue}if(ch>=0&&ch<=31)if(isLineBreak(ch)){result+=text.substring(start,pos),scanError=2;break}else scanError=6;pos++}return result}function scanNext(){if(value="",scanError=0,tokenOffset=pos,lineStartOffset=lineNumber,prevTokenLineStartOffset=tokenLineStartOffset,pos>=len)return tokenOffset=len,token=17;let code=text.charCodeAt(pos);if(isWhiteSpace(code)){do pos++,value+=String.fromCharCode(code),code=text.charCodeAt(pos);while(isWhiteSpace(code));return token=15}if(isLineBreak(code))return pos++,value+=String.fromCharCode(code),code===13&&text.charCodeAt(pos)===10&&(pos++,value+=`
`),lineNumber++,tokenLineStartOffset=pos,token=14;switch(code){case 123:return pos++,token=1;case 125:return pos++,token=2;case 91:return pos++,token=3;case 93:return pos++,token=4;case 58:return pos++,token=6;case 44:return pos++,token=5;case 34:return pos++,value=scanString(),token=10;case 47:let start=pos-1;if(text.charCodeAt(pos+1)===47){for(pos+=2;pos<len&&!isLineBreak(text.charCodeAt(pos));)pos++;return value=text.substring(start,pos),token=12}if(text.charCodeAt(pos+1)===42){pos+=2;let safeLength=len-1,commentClosed=!1;for(;pos<safeLength;){let ch=text.charCodeAt(pos);if(ch===42&&text.charCodeAt(pos+1)===47){pos+=2,commentClosed=!0;break}pos++,isLineBreak(ch)&&(ch===13&&text.charCodeAt(pos)===10&&pos++,lineNumber++,tokenLineStartOffset=pos)}return commentClosed||(pos++,scanError=1),value=text.substring(start,pos),token=13}return value+=String.fromCharCode(code),pos++,token=16;case 45:if(value+=String.fromCharCode(code),pos++,pos===len||!isDigit(text.charCodeAt(pos)))return token=16;case 48:case 49:case 50:case 51:case 52:case 53:case 54:case 55:case 56:case 57:return value+=scanNumber(),token=11;default:for(;pos<len&&isUnknownContentCharacter(code);)pos++,code=text.charCodeAt(pos);if(tokenOffset!==pos){switch(value=text.substring(tokenOffset,pos),value){case"true":return token=8;case"false":return token=9;case"null":return token=7}return token=16}return value+=String.fromCharCode(code),pos++,token=16}}function isUnknownContentCharacter(code){if(isWhiteSpace(code)||isLineBreak(code))return!1;switch(code){case 125:case 93:case 123:case 91:case 34:case 58:case 44:case 47:return!1}return!0}function scanNextNonTrivia(){let result;do result=scanNext();while(result>=12&&result<=15);return result}return{setPosition,getPosition:()=>pos,scan:ignoreTrivia?scanNextNonTrivia:scanNext,getToken:()=>token,getTokenValue:()=>value,getTokenOffset:()=>tokenOffset,getTokenLength:()=>pos-tokenOffset,getTokenStartLine:()=>lineStartOffset,getTokenStartCharacter:()=>tokenOffset-prevTokenLineStartOffset,getTokenError:()=>scanError}}function isWhiteSpace(ch){return ch===32||ch===9}function isLineBreak(ch){return ch===10||ch===13}function isDigit(ch){return ch>=48&&ch<=57}var CharacterCodes;(function(CharacterCodes2){CharacterCodes2[CharacterCodes2.lineFeed=10]="lineFeed",CharacterCodes2[CharacterCodes2.carriageReturn=13]="carriageReturn",CharacterCodes2[CharacterCodes2.space=32]="space",CharacterCodes2[CharacterCodes2._0=48]="_0",CharacterCodes2[CharacterCodes2._1=49]="_1",CharacterCodes2[CharacterCodes2._2=50]="_2",CharacterCodes2[CharacterCodes2._3=51]="_3",CharacterCodes2[CharacterCodes2._4=52]="_4",CharacterCodes2[CharacterCodes2._5=53]="_5",CharacterCodes2[CharacterCodes2._6=54]="_6",CharacterCodes2[CharacterCodes2._7=55]="_7",CharacterCodes2[CharacterCodes2._8=56]="_8",CharacterCodes2[CharacterCodes2._9=57]="_9",CharacterCodes2[CharacterCodes2.a=97]="a",CharacterCodes2[CharacterCodes2.b=98]="b",CharacterCodes2[CharacterCodes2.c=99]="c",CharacterCodes2[CharacterCodes2.d=100]="d",CharacterCodes2[CharacterCodes2.e=101]="e",CharacterCodes2[CharacterCodes2.f=102]="f",CharacterCodes2[CharacterCodes2.g=103]="g",CharacterCodes2[CharacterCodes2.h=104]="h",CharacterCodes2[CharacterCodes2.i=105]="i",CharacterCodes2[CharacterCodes2.j=106]="j",CharacterCodes2[CharacterCodes2.k=107]="k",CharacterCodes2[CharacterCodes2.l=108]="l",CharacterCodes2[CharacterCodes2.m=109]="m",CharacterCodes2[CharacterCodes2.n=110]="n",CharacterCodes2[CharacterCodes2.o=111]="o",CharacterCodes2[CharacterCodes2.p=112]="p",CharacterCodes2[CharacterCodes2.q=113]="q",CharacterCodes2[CharacterCodes2.r=114]="r",CharacterCodes2[CharacterCodes2.s=115]="s",CharacterCodes2[CharacterCodes2.t=116]="t",CharacterCodes2[CharacterCodes2.u=117]="u",CharacterCodes2[CharacterCodes2.v=118]="v",CharacterCodes2[CharacterCodes2.w=119]="w",CharacterCodes2[CharacterCodes2.x=120]="x",CharacterCodes2[CharacterCodes2.y=121]="y",CharacterCodes2[CharacterCodes2.z=122]="z",CharacterCodes2[CharacterCodes2.A=65]="A",CharacterCodes2[CharacterCodes2.B=66]="B",CharacterCodes2[CharacterCodes2.C=67]="C",CharacterCodes2[CharacterCodes2.D=68]="D",CharacterCodes2[CharacterCodes2.E=69]="E",CharacterCodes2[CharacterCodes2.F=70]="F",CharacterCodes2[CharacterCodes2.G=71]="G",CharacterCodes2[CharacterCodes2.H=72]="H",CharacterCodes2[CharacterCodes2.I=73]="I",CharacterCodes2[CharacterCodes2.J=74]="J",CharacterCodes2[CharacterCodes2.K=75]="K",CharacterCodes2[CharacterCodes2.L=76]="L",CharacterCodes2[CharacterCodes2.M=77]="M",CharacterCodes2[CharacterCodes2.N=78]="N",CharacterCodes2[CharacterCodes2.O=79]="O",CharacterCodes2[CharacterCodes2.P=80]="P",CharacterCodes2[CharacterCodes2.Q=81]="Q",CharacterCodes2[CharacterCodes2.R=82]="R",CharacterCodes2[CharacterCodes2.S=83]="S",CharacterCodes2[CharacterCodes2.T=84]="T",CharacterCodes2[CharacterCodes2.U=85]="U",CharacterCodes2[CharacterCodes2.V=86]="V",CharacterCodes2[CharacterCodes2.W=87]="W",CharacterCodes2[CharacterCodes2.X=88]="X",CharacterCodes2[CharacterCodes2.Y=89]="Y",CharacterCodes2[CharacterCodes2.Z=90]="Z",CharacterCodes2[CharacterCodes2.asterisk=42]="asterisk",CharacterCodes2[CharacterCodes2.backslash=92]="backslash",CharacterCodes2[CharacterCodes2.closeBrace=125]="closeBrace",CharacterCodes2[CharacterCodes2.closeBracket=93]="closeBracket",CharacterCodes2[CharacterCodes2.colon=58]="colon",CharacterCodes2[CharacterCodes2.comma=44]="comma",CharacterCodes2[CharacterCodes2.dot=46]="dot",CharacterCodes2[CharacterCodes2.doubleQuote=34]="doubleQuote",CharacterCodes2[CharacterCodes2.minus=45]="minus",CharacterCodes2[CharacterCodes2.openBrace=123]="openBrace",CharacterCodes2[CharacterCodes2.openBracket=91]="openBracket",CharacterCodes2[CharacterCodes2.plus=43]="plus",CharacterCodes2[CharacterCodes2.slash=47]="slash",CharacterCodes2[CharacterCodes2.formFeed=12]="formFeed",CharacterCodes2[CharacterCodes2.tab=9]="tab"})(CharacterCodes||(CharacterCodes={}));var cachedSpaces=new Array(20).fill(0).map((_,index)=>" ".repeat(index)),maxCachedValues=200,cachedBreakLinesWithSpaces={" ":{"\n":new Array(maxCachedValues).fill(0).map((_,index)=>`
`+" ".repeat(index)),"\r":new Array(maxCachedValues).fill(0).map((_,index)=>"\r"+" ".repeat(index)),"\r\n":new Array(maxCachedValues).fill(0).map((_,index)=>`\r
`+" ".repeat(index))},"	":{"\n":new Array(maxCachedValues).fill(0).map((_,index)=>`
`+"	".repeat(index)),"\r":new Array(maxCachedValues).fill(0).map((_,index)=>"\r"+"	".repeat(index)),"\r\n":new Array(maxCachedValues).fill(0).map((_,index)=>`\r
`+"	".repeat(index))}};var ParseOptions;(function(ParseOptions2){ParseOptions2.DEFAULT={allowTrailingComma:!1}})(ParseOptions||(ParseOptions={}));function parseTree(text,errors=[],options=ParseOptions.DEFAULT){let currentParent={type:"array",offset:-1,length:-1,children:[],parent:void 0};function ensurePropertyComplete(endOffset){currentParent.type==="property"&&(currentParent.length=endOffset-currentParent.offset,currentParent=currentParent.parent)}function onValue(valueNode){return currentParent.children.push(valueNode),valueNode}visit(text,{onObjectBegin:offset=>{currentParent=onValue({type:"object",offset,length:-1,parent:currentParent,children:[]})},onObjectProperty:(name,offset,length)=>{currentParent=onValue({type:"property",offset,length:-1,parent:currentParent,children:[]}),currentParent.children.push({type:"string",value:name,offset,length,parent:currentParent})},onObjectEnd:(offset,length)=>{ensurePropertyComplete(offset+length),currentParent.length=offset+length-currentParent.offset,currentParent=currentParent.parent,ensurePropertyComplete(offset+length)},onArrayBegin:(offset,length)=>{currentParent=onValue({type:"array",offset,length:-1,parent:currentParent,children:[]})},onArrayEnd:(offset,length)=>{currentParent.length=offset+length-currentParent.offset,currentParent=currentParent.parent,ensurePropertyComplete(offset+length)},onLiteralValue:(value,offset,length)=>{onValue({type:getNodeType(value),offset,length,parent:currentParent,value}),ensurePropertyComplete(offset+length)},onSeparator:(sep,offset,length)=>{currentParent.type==="property"&&(sep===":"?currentParent.colonOffset=offset:sep===","&&ensurePropertyComplete(offset))},onError:(error,offset,length)=>{errors.push({error,offset,length})}},options);let result=currentParent.children[0];return result&&delete result.parent,result}function visit(text,visitor,options=ParseOptions.DEFAULT){let _scanner=createScanner(text,!1),_jsonPath=[],suppressedCallbacks=0;function toNoArgVisit(visitFunction){return visitFunction?()=>suppressedCallbacks===0&&visitFunction(_scanner.getTokenOffset(),_scanner.getTokenLength(),_scanner.getTokenStartLine(),_scanner.getTokenStartCharacter()):()=>!0}function toOneArgVisit(visitFunction){return visitFunction?arg=>suppressedCallbacks===0&&visitFunction(arg,_scanner.getTokenOffset(),_scanner.getTokenLength(),_scanner.getTokenStartLine(),_scanner.getTokenStartCharacter()):()=>!0}function toOneArgVisitWithPath(visitFunction){return visitFunction?arg=>suppressedCallbacks===0&&visitFunction(arg,_scanner.getTokenOffset(),_scanner.getTokenLength(),_scanner.getTokenStartLine(),_scanner.getTokenStartCharacter(),()=>_jsonPath.slice()):()=>!0}function toBeginVisit(visitFunction){return visitFunction?()=>{suppressedCallbacks>0?suppressedCallbacks++:visitFunction(_scanner.getTokenOffset(),_scanner.getTokenLength(),_scanner.getTokenStartLine(),_scanner.getTokenStartCharacter(),()=>_jsonPath.slice())===!1&&(suppressedCallbacks=1)}:()=>!0}function toEndVisit(visitFunction){return visitFunction?()=>{suppressedCallbacks>0&&suppressedCallbacks--,suppressedCallbacks===0&&visitFunction(_scanner.getTokenOffset(),_scanner.getTokenLength(),_scanner.getTokenStartLine(),_scanner.getTokenStartCharacter())}:()=>!0}let onObjectBegin=toBeginVisit(visitor.onObjectBegin),onObjectProperty=toOneArgVisitWithPath(visitor.onObjectProperty),onObjectEnd=toEndVisit(visitor.onObjectEnd),onArrayBegin=toBeginVisit(visitor.onArrayBegin),onArrayEnd=toEndVisit(visitor.onArrayEnd),onLiteralValue=toOneArgVisitWithPath(visitor.onLiteralValue),onSeparator=toOneArgVisit(visitor.onSeparator),onComment=toNoArgVisit(visitor.onComment),onError=toOneArgVisit(visitor.onError),disallowComments=options&&options.disallowComments,allowTrailingComma=options&&options.allowTrailingComma;function scanNext(){for(;;){let token=_scanner.scan();switch(_scanner.getTokenError()){case 4:handleError(14);break;case 5:handleError(15);break;case 3:handleError(13);break;case 1:disallowComments||handleError(11);break;case 2:handleError(12);break;case 6:handleError(16);break}switch(token){case 12:case 13:disallowComments?handleError(10):onComment();break;case 16:handleError(1);break;case 15:case 14:break;default:return token}}}function handleError(error,skipUntilAfter=[],skipUntil=[]){if(onError(error),skipUntilAfter.length+skipUntil.length>0){let token=_scanner.getToken();for(;token!==17;){if(skipUntilAfter.indexOf(token)!==-1){scanNext();break}else if(skipUntil.indexOf(token)!==-1)break;token=scanNext()}}}function parseString(isValue){let value=_scanner.getTokenValue();return isValue?onLiteralValue(value):(onObjectProperty(value),_jsonPath.push(value)),scanNext(),!0}function parseLiteral(){switch(_scanner.getToken()){case 11:let tokenValue=_scanner.getTokenValue(),value=Number(tokenValue);isNaN(value)&&(handleError(2),value=0),onLiteralValue(value);break;case 7:onLiteralValue(null);break;case 8:onLiteralValue(!0);break;case 9:onLiteralValue(!1);break;default:return!1}return scanNext(),!0}function parseProperty(){return _scanner.getToken()!==10?(handleError(3,[],[2,5]),!1):(parseString(!1),_scanner.getToken()===6?(onSeparator(":"),scanNext(),parseValue()||handleError(4,[],[2,5])):handleError(5,[],[2,5]),_jsonPath.pop(),!0)}function parseObject(){onObjectBegin(),scanNext();let needsComma=!1;for(;_scanner.getToken()!==2&&_scanner.getToken()!==17;){if(_scanner.getToken()===5){if(needsComma||handleError(4,[],[]),onSeparator(","),scanNext(),_scanner.getToken()===2&&allowTrailingComma)break}else needsComma&&handleError(6,[],[]);parseProperty()||handleError(4,[],[2,5]),needsComma=!0}return onObjectEnd(),_scanner.getToken()!==2?handleError(7,[2],[]):scanNext(),!0}function parseArray(){onArrayBegin(),scanNext();let isFirstElement=!0,needsComma=!1;for(;_scanner.getToken()!==4&&_scanner.getToken()!==17;){if(_scanner.getToken()===5){if(needsComma||handleError(4,[],[]),onSeparator(","),scanNext(),_scanner.getToken()===4&&allowTrailingComma)break}else needsComma&&handleError(6,[],[]);isFirstElement?(_jsonPath.push(0),isFirstElement=!1):_jsonPath[_jsonPath.length-1]++,parseValue()||handleError(4,[],[4,5]),needsComma=!0}return onArrayEnd(),isFirstElement||_jsonPath.pop(),_scanner.getToken()!==4?handleError(8,[4],[]):scanNext(),!0}function parseValue(){switch(_scanner.getToken()){case 3:return parseArray();case 1:return parseObject();case 10:return parseString(!0);default:return parseLiteral()}}return scanNext(),_scanner.getToken()===17?options.allowEmptyContent?!0:(handleError(4,[],[]),!1):parseValue()?(_scanner.getToken()!==17&&handleError(9,[],[]),!0):(handleError(4,[],[]),!1)}function getNodeType(value){switch(typeof value){case"boolean":return"boolean";case"number":return"number";case"string":return"string";case"object":{if(value){if(Array.isArray(value))return"array"}else return"null";return"object"}default:return"null"}}var ScanError;(function(ScanError2){ScanError2[ScanError2.None=0]="None",ScanError2[ScanError2.UnexpectedEndOfComment=1]="UnexpectedEndOfComment",ScanError2[ScanError2.UnexpectedEndOfString=2]="UnexpectedEndOfString",ScanError2[ScanError2.UnexpectedEndOfNumber=3]="UnexpectedEndOfNumber",ScanError2[ScanError2.InvalidUnicode=4]="InvalidUnicode",ScanError2[ScanError2.InvalidEscapeCharacter=5]="InvalidEscapeCharacter",ScanError2[ScanError2.InvalidCharacter=6]="InvalidCharacter"})(ScanError||(ScanError={}));var SyntaxKind;(function(SyntaxKind2){SyntaxKind2[SyntaxKind2.OpenBraceToken=1]="OpenBraceToken",SyntaxKind2[SyntaxKind2.CloseBraceToken=2]="CloseBraceToken",SyntaxKind2[SyntaxKind2.OpenBracketToken=3]="OpenBracketToken",SyntaxKind2[SyntaxKind2.CloseBracketToken=4]="CloseBracketToken",SyntaxKind2[SyntaxKind2.CommaToken=5]="CommaToken",SyntaxKind2[SyntaxKind2.ColonToken=6]="ColonToken",SyntaxKind2[SyntaxKind2.NullKeyword=7]="NullKeyword",SyntaxKind2[SyntaxKind2.TrueKeyword=8]="TrueKeyword",SyntaxKind2[SyntaxKind2.FalseKeyword=9]="FalseKeyword",SyntaxKind2[SyntaxKind2.StringLiteral=10]="StringLiteral",SyntaxKind2[SyntaxKind2.NumericLiteral=11]="NumericLiteral",SyntaxKind2[SyntaxKind2.LineCommentTrivia=12]="LineCommentTrivia",SyntaxKind2[SyntaxKind2.BlockCommentTrivia=13]="BlockCommentTrivia",SyntaxKind2[SyntaxKind2.LineBreakTrivia=14]="LineBreakTrivia",SyntaxKind2[SyntaxKind2.Trivia=15]="Trivia",SyntaxKind2[SyntaxKind2.Unknown=16]="Unknown",SyntaxKind2[SyntaxKind2.EOF=17]="EOF"})(SyntaxKind||(SyntaxKind={}));var parseTree2=parseTree;var ParseErrorCode;(function(ParseErrorCode2){ParseErrorCode2[ParseErrorCode2.InvalidSymbol=1]="InvalidSymbol",ParseErrorCode2[ParseErrorCode2.InvalidNumberFormat=2]="InvalidNumberFormat",ParseErrorCode2[ParseErrorCode2.PropertyNameExpected=3]="PropertyNameExpected",ParseErrorCode2[ParseErrorCode2.ValueExpected=4]="ValueExpected",ParseErrorCode2[ParseErrorCode2.ColonExpected=5]="ColonExpected",ParseErrorCode2[ParseErrorCode2.CommaExpected=6]="CommaExpected",ParseErrorCode2[ParseErrorCode2.CloseBraceExpected=7]="CloseBraceExpected",ParseErrorCode2[ParseErrorCode2.CloseBracketExpected=8]="CloseBracketExpected",ParseErrorCode2[ParseErrorCode2.EndOfFileExpected=9]="EndOfFileExpected",ParseErrorCode2[ParseErrorCode2.InvalidCommentToken=10]="InvalidCommentToken",ParseErrorCode2[ParseErrorCode2.UnexpectedEndOfComment=11]="UnexpectedEndOfComment",ParseErrorCode2[ParseErrorCode2.UnexpectedEndOfString=12]="UnexpectedEndOfString",ParseErrorCode2[ParseErrorCode2.UnexpectedEndOfNumber=13]="UnexpectedEndOfNumber",ParseErrorCode2[ParseErrorCode2.InvalidUnicode=14]="InvalidUnicode",ParseErrorCode2[ParseErrorCode2.InvalidEscapeCharacter=15]="InvalidEscapeCharacter",ParseErrorCode2[ParseErrorCode2.InvalidCharacter=16]="InvalidCharacter"})(ParseErrorCode||(ParseErrorCode={}));var NotebookError=class extends Error{};function readNotebook(text){let errors=[],root=parseTree2(withoutNaN(text),errors,{disallowComments:!0});if(!root||errors.length>0)throw new NotebookError(`it is not valid JSON${placeOf(errors[0],text)}; is it a whole file, or one with merge conflicts?`);let format2=valueAt(root,"nbformat");if(typeof format2=="number"&&format2<4||valueOf(root,"worksheets"))throw new NotebookError(`it is of nbformat ${typeof format2=="number"?format2:3}; convert it first: jupyter nbconvert --to notebook --nbformat 4 --inplace FILE`);let cells=valueOf(root,"cells");if(cells?.type!=="array"||format2===void 0)throw new NotebookError("it is JSON, but no notebook: it has no nbformat or no cells");if(format2!==4)throw new NotebookError(`it is of nbformat ${String(format2)}, which is not known here; save it as nbformat 4`);return{cells:(cells.children??[]).flatMap((node,i)=>readCell(node,i+1)),isPython:isPython(root)}}function withoutNaN(text){return/NaN|Infinity/.test(text)?text.replace(/"(?:[^"\\]|\\[^])*"|\b(?:NaN|Infinity)\b/g,token=>token.startsWith('"')?token:`0${" ".repeat(token.length-1)}`):text}function placeOf(error,text){if(!error)return"";let above=text.slice(0,error.offset).split(/\r\n|\n|\r/);return` (line ${above.length}, column ${above.at(-1).length+1})`}function valueOf(node,key){if(node?.type==="object")return node.children?.findLast(property=>property.children?.[0]?.value===key)?.children?.[1]}function valueAt(root,...path){return path.reduce(valueOf,root)?.value}function isPython(root){let language=valueAt(root,"metadata","kernelspec","language")??valueAt(root,"metadata","language_info","name")??/^(ir|scala|spark|julia|ijavascript|\.net|bash)/i.exec(String(valueAt(root,"metadata","kernelspec","name")))?.[0]??"python";return/^(i?python|pyspark)/i.test(String(language))}function readCell(node,number){let type=valueAt(node,"cell_type"),source=valueOf(node,"source");if(type!=="code"&&type!=="markdown"&&type!=="raw"||!source)return[];let isList=source.type==="array",nodes=isList?source.children??[]:[source];if(nodes.some(n=>n.type!=="string"))return[];let strings=nodes.map(n=>({start:n.offset,end:n.offset+n.length,value:n.value}));return[{number,type,strings,isList,range:{start:source.offset,end:source.offset+source.length},source:strings.map(s=>s.value).join(""),hasOutputs:(valueOf(node,"outputs")?.children?.length??0)>0}]}function filesWithV1(report){return report.files.filter(f=>f.status!=="unchanged"||f.findings.length>0)}function fromReport(report){let files=filesWithV1(report).map(file=>({path:file.path,kind:file.kind,status:file.status,findings:file.findings,parts:partsOf(file,report.mode!=="check"),...file.reason===void 0?{}:{reason:file.reason}})),{ignored=0,deselected=0,baseline=0}=report.hidden??{};return{name:null,mode:report.mode,scanned:report.scanned,files,problems:report.problems,hidden:ignored+deselected+baseline}}function partsOf(file,showNew){if(file.status==="refused")return[];let added=showNew?(file.created??[]).map(({path,text})=>partOf(null,"",text,path)):[];return[...ownParts(file,showNew),...added]}function ownParts(file,showNew){if(file.kind!=="notebook")return[partOf(null,file.original,showNew?file.text:file.original)];let changed=new Map(showNew?file.cells?.map(cell=>[cell.cell,cell]):[]),concerned=new Set([...changed.keys(),...file.findings.map(finding=>finding.cell)]);return readNotebook(file.original).cells.filter(cell=>concerned.has(cell.number)).map(cell=>{let change=changed.get(cell.number);return change?partOf(cell.number,change.before,change.after):partOf(cell.number,cell.source,cell.source)})}function partOf(cell,before,after,added=null){let lines=diffArrays(linesOf(before),linesOf(after)).flatMap(({value,added:added2,removed})=>value.map(text=>({sign:added2?"+":removed?"-":" ",text})));return{cell,added,hunks:[{v1:1,v2:1,lines}]}}function linesOf(text){let lines=text.split(/\r\n|\n|\r/);return lines.at(-1)===""&&lines.pop(),lines}var import_node_crypto=require("node:crypto");var version="0.1.0";var VERSION=version;var UNPRINTABLE=/[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;function printable(value){return value.replace(/\r(?=\n|$)/g,"").replace(UNPRINTABLE,character=>`\\u${character.charCodeAt(0).toString(16).padStart(4,"0")}`)}var Markup=class{constructor(text){this.text=text}text},ENTITIES={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;"};function escape(value){return printable(value).replace(/[&<>"']/g,character=>ENTITIES[character])}function html(texts,...values){return new Markup(texts.reduce((page2,text,i)=>page2+write(values[i-1])+text))}function write(value){return value instanceof Markup?value.text:typeof value=="string"?escape(value):typeof value=="number"?String(value):value.map(write).join("")}var NOTHING=new Markup("");function count(n,one,many=`${one}s`){return`${digits(n)} ${n===1?one:many}`}function digits(n){return n.toLocaleString("en-US")}var ORDER=["decision","unsupported","changed","upgraded"];function countsOf(files){let counts={upgraded:0,changed:0,decision:0,unsupported:0};for(let file of files)for(let finding of file.findings)counts[finding.effort]++;return counts}function byCounts(a,b,efforts=ORDER.length){let effort=ORDER.slice(0,efforts).find(each=>a[each]!==b[each]);return effort===void 0?0:b[effort]-a[effort]}function stateOf(file){return file.status==="refused"?"refused":ORDER.find(effort=>file.findings.some(finding=>finding.effort===effort))??"upgraded"}var COLUMNS={decision:{head:"To decide",word:"to decide"},unsupported:{head:"No counterpart",word:"without a v2 counterpart"},changed:{head:"Changed",word:"changed in meaning"},upgraded:{head:"Upgraded",word:"upgraded"}};function countCells(counts){return ORDER.map(effort=>html`<span class="n ${counts[effort]===0?"zero":effort}">${digits(counts[effort])}<span class="word"> ${COLUMNS[effort].word}</span></span>`)}var ALIKE=.45,MOST_PAIRS=6e4;function align(before,after){let rows=[],i=0,j=0,fill=(toI,toJ)=>{for(;i<toI||j<toJ;i++,j++)rows.push({before:i<toI?whole(before[i]):null,after:j<toJ?whole(after[j]):null});i=toI,j=toJ};for(let[a,b]of pairs(before,after))fill(a,b),rows.push(wordsOf(before[a],after[b])),i=a+1,j=b+1;return fill(before.length,after.length),rows}function whole(text){return[{text,differs:!1}]}function wordsOf(before,after){let changes=diffWordsWithSpace(before,after),side=leave=>changes.filter(change=>!change[leave]).flatMap(({value,added,removed})=>added||removed?marked(value):whole(value));return{before:side("added"),after:side("removed")}}function marked(text){let[,before="",middle="",after=""]=/^(\s*)([^]*?)(\s*)$/.exec(text);return[{text:before,differs:!1},{text:middle,differs:!0},{text:after,differs:!1}].filter(piece=>piece.text!=="")}function pairs(before,after){if(before.length*after.length>MOST_PAIRS)return[];let left=before.map(wordSet),right=after.map(wordSet),width=right.length+1,best=new Float64Array((left.length+1)*width),alike=new Float64Array(left.length*right.length);for(let i=left.length-1;i>=0;i--)for(let j=right.length-1;j>=0;j--){let likeness=common(left[i],right[j]);alike[i*right.length+j]=likeness,best[i*width+j]=Math.max(best[(i+1)*width+j],best[i*width+j+1],likeness>=ALIKE?likeness+best[(i+1)*width+j+1]:0)}let found=[];for(let i=0,j=0;i<left.length&&j<right.length;){let likeness=alike[i*right.length+j];likeness>=ALIKE&&best[i*width+j]===likeness+best[(i+1)*width+j+1]?found.push([i++,j++]):best[i*width+j]===best[(i+1)*width+j]?i++:j++}return found}function wordSet(line){return new Set(line.match(/[\p{L}]+|\d+/gu))}function common(a,b){if(a.size===0||b.size===0)return 0;let[small,large]=a.size<b.size?[a,b]:[b,a],shared=0;for(let word of small)large.has(word)&&shared++;return 2*shared/(a.size+b.size)}var WORDS={upgraded:"Upgraded",changed:"Changed in meaning",decision:"To decide",unsupported:"No v2 counterpart"};function note(finding,where){return html`<div class="note ${finding.effort}"><p><strong>${WORDS[finding.effort]}</strong> ${where===null?NOTHING:html`<span class="where">${where}</span> `}<span>${finding.title}</span> <a href="#${finding.code}">${finding.code}</a></p>${finding.why===""?NOTHING:html`<p class="why">${finding.why}</p>`}</div>`}function place(finding){return`${finding.cell===null?"":`cell ${finding.cell}, `}line ${finding.line}`}var CONTEXT=3,SHORTEST_FOLD=6;function diffView(file){let beside=new Beside(file.findings),parts=file.parts.map(part=>partView(part,beside)),elsewhere=beside.left();return html`${elsewhere.length===0?NOTHING:html`<div class="elsewhere">${elsewhere.map(finding=>note(finding,place(finding)))}</div>`}${parts}`}var Beside=class{constructor(findings){this.findings=findings;for(let finding of findings){let key=`${finding.cell} ${finding.line}`;this.byPlace.set(key,[...this.byPlace.get(key)??[],finding])}}findings;byPlace=new Map;placed=new Set;has(cell,line){return this.byPlace.has(`${cell} ${line}`)}take(cell,line){let found=this.byPlace.get(`${cell} ${line}`)??[];for(let finding of found)this.placed.add(finding);return found}left(){return this.findings.filter(finding=>!this.placed.has(finding))}};function partView(part,beside){let changes=part.hunks.some(({lines})=>lines.some(({sign})=>sign!==" ")),hunks=part.hunks.map(hunk=>html`${hunk.v1>1?html`<p class="apart">from line ${hunk.v1}</p>`:NOTHING}${hunkView(hunk,part.cell,changes,beside)}`);return html`<section class="code${changes?"":" one"}">${heading(part,changes)}${hunks}</section>`}function heading(part,changes){let cell=part.cell===null?"":`Cell ${part.cell}`;return part.added!==null?html`<h3><span>A new file</span><span>${part.added}</span></h3>`:changes?html`<h3><span>${cell===""?"":`${cell}: `}SDK v1</span><span>SDK v2</span></h3>`:html`<h3><span>${cell===""?"The code as it is":`${cell}, as it is`}</span></h3>`}function hunkView(hunk,cell,sides,beside){let{v1,v2}=hunk,all=stretches(hunk.lines);return all.map((stretch,i)=>{let view=stretch.changed?html`<div class="rows new">${changedRows(stretch,cell,v1,v2,beside)}</div>`:html`${unchanged(stretch.lines,{cell,v1,v2,sides,beside,above:i>0,below:i<all.length-1})}`;return v1+=stretch.signs.filter(sign=>sign!=="+").length,v2+=stretch.signs.filter(sign=>sign!=="-").length,view})}function stretches(lines){let found=[];for(let{sign,text}of lines){let changed=sign!==" ";found.at(-1)?.changed!==changed&&found.push({changed,lines:[],signs:[]}),found.at(-1).lines.push(text),found.at(-1).signs.push(sign)}return found}function changedRows(stretch,cell,v1,v2,beside){let of=sign=>stretch.lines.filter((_,i)=>stretch.signs[i]===sign),before=v1,after=v2;return align(of("-"),of("+")).map(row2=>{let findings=row2.before?beside.take(cell,before):[],left=row2.before?html`<del data-n="${before++}">${pieces(row2.before)}${chips(findings)}</del>`:NOTHING,right=row2.after?html`<ins data-n="${after++}">${pieces(row2.after)}</ins>`:NOTHING;return html`${left}${right}${notes(findings)}`})}function unchanged(lines,{cell,v1,v2,sides,beside,above,below}){let near=lines.map((_,i)=>above&&i<CONTEXT||below&&i>=lines.length-CONTEXT);lines.forEach((_,i)=>{beside.has(cell,v1+i)&&near.fill(!0,Math.max(0,i-CONTEXT),i+CONTEXT+1)});let views=[];for(let from=0,to=0;from<lines.length;from=to){to=near.indexOf(!near[from],from),to<0&&(to=lines.length);let some=lines.slice(from,to);!near[from]&&some.length>=SHORTEST_FOLD?views.push(fold(some,v1+from)):views.push(html`<div class="rows">${some.map((text,i)=>unchangedRow(text,v1+from+i,sides?v2+from+i:null,beside.take(cell,v1+from+i)))}</div>`)}return views}function unchangedRow(text,v1,v2,findings){return html`<span data-n="${v1}">${breakable(text)}${chips(findings)}</span>${v2===null?NOTHING:html`<span data-n="${v2}">${breakable(text)}</span>`}${notes(findings)}`}function fold(lines,from){let numbers=lines.map((_,i)=>from+i).join(`
`);return html`<details class="fold"><summary>${count(lines.length,"unchanged line")}</summary><div><pre aria-hidden="true">${numbers}</pre><pre tabindex="0">${lines.join(`
`)}</pre></div></details>`}function pieces(list){return list.map(({text,differs})=>differs?html`<b>${breakable(text)}</b>`:breakable(text))}var WORD_BREAK=new Markup("<wbr>");function breakable(text){return/\S{30}/.test(text)?text.split(/(?<=[/,(=?&])(?=\S)/).map((part,i)=>html`${i>0?WORD_BREAK:NOTHING}${part}`):text}function chips(findings){let codes=[...new Set(findings.filter(({effort})=>effort==="upgraded").map(({code})=>code))];return codes.length===0?NOTHING:html`<small>${codes.map((code,i)=>html`${i>0?" ":""}<a href="#${code}">${code}</a>`)}</small>`}function notes(findings){return findings.map(finding=>note(finding,null))}function fileList(repositories){let entries=repositories.flatMap(repository=>repository.files.map(file=>({repository,file}))).sort(byWork);return entries.length===0?NOTHING:html`<section aria-labelledby="files"><h2 id="files">Files</h2>
${filters(entries,repositories)}
<div class="head"><button type="button" disabled data-sort="path">File</button>${ORDER.map(effort=>html`<button type="button" class="n" disabled data-sort="${effort}">${COLUMNS[effort].head}</button>`)}</div>
<div class="files" role="list" id="list">${entries.map(item)}</div></section>`}function byWork(a,b){let refused=entry=>+(entry.file.status==="refused");return refused(b)-refused(a)||byCounts(countsOf([a.file]),countsOf([b.file]),3)||(nameOf(a)<nameOf(b)?-1:1)}function nameOf({repository,file}){return repository.name===null?file.path:`${repository.name}/${file.path}`}function filters(entries,repositories){let codes=new Map;for(let{file}of entries)for(let code of new Set(file.findings.map(finding=>finding.code)))codes.set(code,(codes.get(code)??0)+1);let states=new Set(entries.map(({file})=>stateOf(file))),named=repositories.filter(({files,name})=>files.length>0&&name!==null);return html`<div class="filters"><form id="filters" hidden role="search" aria-label="Filter the files">
<label class="grow"><span>Folder or file</span><input type="search" name="path" autocomplete="off" spellcheck="false"></label>
${named.length>1?html`<label><span>Repository</span><select name="repository"><option value="">all</option>${named.map(({name})=>html`<option>${name??""}</option>`)}</select></label>`:NOTHING}
<label><span>Asks for</span><select name="effort"><option value="">anything</option>${ORDER.map(effort=>html`<option value="${effort}">${COLUMNS[effort].head.toLowerCase()}</option>`)}<option value="whole">nothing more</option>${states.has("refused")?html`<option value="refused">refused</option>`:NOTHING}</select></label>
<label><span>Code</span><select name="code"><option value="">any</option>${[...codes].sort().map(([code,n])=>html`<option value="${code}">${code} (${count(n,"file")})</option>`)}</select></label>
<button type="reset" hidden>Show all</button></form>
<p class="shown"><output id="shown" for="filters">${count(entries.length,"file")}</output><label class="toggle"><input type="checkbox" id="same">Explain what keeps its meaning, too</label></p></div>`}function item(entry,index){let{file,repository}=entry,counts=countsOf([file]),codes=[...new Set(file.findings.map(({code})=>code))].join(" "),[folder,name]=split(file.path),whole2=file.status!=="refused"&&ORDER.slice(0,3).every(effort=>counts[effort]===0);return html`<div role="listitem" id="file-${index+1}" data-path="${nameOf(entry)}" data-repository="${repository.name??""}" data-state="${file.status==="refused"?"refused":whole2?"whole":""}" data-codes="${codes}" data-counts="${ORDER.map(effort=>counts[effort]).join(" ")}"><details><summary><span class="path">${repository.name===null?NOTHING:html`<span class="repository">${repository.name}</span> `}<span class="folder">${folder}</span><span class="name">${name}</span></span>${file.status==="refused"?html`<span class="refused">refused</span>`:countCells(counts)}</summary>
<div class="body">${file.status==="refused"?html`<p class="refusal">Left as it is: ${file.reason??""}</p>`:NOTHING}${diffView(file)}</div></details></div>
`}function split(path){let at=path.lastIndexOf("/")+1;return[path.slice(0,at),path.slice(at)]}var BAR=["upgraded","changed","decision","unsupported"],ASKS={upgraded:"means the same in v2; nothing to do",changed:"rewritten, but v2 behaves differently: read it",decision:"the code does not tell what is right; a TODO stands there",unsupported:"v2 has nothing like it: plan what takes its place"};function summary(repositories){let files=repositories.flatMap(repository=>repository.files),counts=countsOf(files);return html`<header class="top">
<p class="eyebrow">Azure Machine Learning, SDK v1 to v2</p>
<h1>${headline(repositories,files)}</h1>
<p class="lead">${verdict(repositories,files)}</p>
${files.length===0?NOTHING:html`${bar(counts)}
<dl class="numbers">${BAR.map(effort=>numberOf(effort,counts,files))}</dl>`}
</header>`}function headline(repositories,files){let scanned=repositories.reduce((sum,repository)=>sum+repository.scanned,0),among=repositories.length>1?` in ${digits(repositories.length)} repositories`:"",hidden=repositories.some(repository=>repository.hidden>0);return files.length===0?`No ${hidden?"further ":""}v1 parallel-run code in ${count(scanned,"file")}${among}`:`${digits(files.length)} of ${count(scanned,"file")}${among} ${files.length===1?"uses":"use"} v1 parallel runs`}var STATES=[["upgraded","is upgraded with nothing left to do","are upgraded with nothing left to do"],["changed","is upgraded and has to be read","are upgraded and have to be read"],["decision","needs a decision","need a decision"],["unsupported","has code without a v2 counterpart","have code without a v2 counterpart"],["refused","could not be upgraded","could not be upgraded"]];function verdict(repositories,files){let problems2=repositories.reduce((sum,repository)=>sum+repository.problems.length,0),trouble=problems2>0?html`<a href="#problems">${count(problems2,"path")} could not be handled.</a> `:NOTHING,hidden=repositories.reduce((sum,repository)=>sum+repository.hidden,0),unlisted=hidden>0?`${count(hidden,"finding")} ${hidden===1?"is":"are"} not listed: ignored, left out, or in the baseline. `:"";return html`${statesSentence(files)}${unlisted}${trouble}${modeSentence(repositories.map(({mode})=>mode),files.length>0)}`}function statesSentence(files){let parts=STATES.map(([state,one,many])=>({n:files.filter(file=>stateOf(file)===state).length,one,many})).filter(({n})=>n>0);return parts.length===0?"":parts.length===1?files.length===1?`It ${parts[0].one}. `:`All of them ${parts[0].many}. `:`${parts.map(({n,one,many})=>`${digits(n)} ${n===1?one:many}`).join(", ").replace(/, ([^,]*)$/," and $1")}. `}function modeSentence(modes,some){return some?modes.every(mode=>mode==="write")?"The code has been written.":modes.includes("write")?"In some of the repositories the code has been written.":"Nothing has been written yet: this is what a run with --write does.":""}function numberOf(effort,counts,files){let total=BAR.reduce((sum,each)=>sum+counts[each],0),share=total===0||counts[effort]===0?NOTHING:html` <span class="share">${percent(counts[effort],total)}</span>`,among=files.filter(file=>file.findings.some(finding=>finding.effort===effort)).length;return html`<div class="${effort}${counts[effort]===0?" none":""}"><dt><a href="#files" data-effort="${effort}">${WORDS[effort]}</a></dt><dd class="big">${digits(counts[effort])}${share}</dd><dd>${among>0?html`${ASKS[effort]} <span class="among">(in ${count(among,"file")})</span>`:ASKS[effort]}</dd></div>`}function percent(n,total){let value=Math.round(n/total*100);return n>0&&value===0?"under 1 %":n<total&&value===100?"over 99 %":`${value} %`}var WIDTH=1e3,NARROWEST=5,GAP=2;function bar(counts){let some=BAR.filter(effort=>counts[effort]>0),total=some.reduce((sum,effort)=>sum+counts[effort],0),room=WIDTH-NARROWEST*some.length-GAP*Math.max(0,some.length-1),x=0,parts=some.map(effort=>{let width=NARROWEST+counts[effort]/total*room,part=html`<rect class="${effort}" x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="10"/>`;return x+=width+GAP,part});return html`<svg class="bar" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" role="img" aria-label="${BAR.map(effort=>`${WORDS[effort]}: ${digits(counts[effort])}`).join(", ")}">${parts}</svg>`}function repositoryTable(repositories){return repositories.length<2?NOTHING:html`<section aria-labelledby="repositories"><h2 id="repositories">Repositories</h2>
<div class="wide" tabindex="0" role="region" aria-labelledby="repositories"><table><thead><tr><th scope="col">Repository</th><th scope="col" class="n">Files with v1</th><th scope="col" class="share">Share</th>${ORDER.map(effort=>html`<th scope="col" class="n">${WORDS[effort]}</th>`)}</tr></thead>
<tbody>${repositories.map(row)}</tbody></table></div></section>`}function row(repository){let counts=countsOf(repository.files),name=repository.name??"",state=repository.problems.length>0?html` <a class="state decision" href="#problems">errors</a>`:repository.files.length===0?html` <span class="state">nothing to do</span>`:repository.mode==="write"?html` <span class="state">written</span>`:NOTHING;return html`<tr><th scope="row"><a href="#files" data-repository="${name}">${name}</a>${state}</th>
<td class="n">${digits(repository.files.length)} <span class="soft">of ${digits(repository.scanned)}</span></td><td class="share">${repository.files.length===0?NOTHING:bar(counts)}</td>${ORDER.map(effort=>html`<td class="n ${counts[effort]===0?"zero":effort}">${digits(counts[effort])}</td>`)}</tr>`}var rule_docs_generated_default=[{code:"PRS101",effort:"upgraded",title:"environment moves into RunFunction",sections:[["v1","```python\nParallelRunConfig(environment=env)\n```\nAn azureml.core.Environment; required."],["v2",'```python\nRunFunction(environment=env)\n```\nA v2 Environment, or a reference such as\n"azureml:scoring@latest".'],["What we do",`The value moves into RunFunction. The v1 object that it names
becomes its v2 counterpart where it is made (PRS521). One that
can't be seen from the config keeps the step in v1: nobody knows
whether it becomes a v2 Environment.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
1.35.2, RunFunction`]]},{code:"PRS102",effort:"upgraded",title:"entry_script moves into RunFunction",sections:[["v1",'```python\nParallelRunConfig(entry_script="score.py")\n```\nA path below source_directory; required. init() and\nrun(mini_batch) are in it.'],["v2",'```python\nRunFunction(entry_script="score.py")\n```\nA path below code.'],["What we do",`The value moves into RunFunction. The guide says that the script
itself need not change. A script that is not Python, such as
score.R, keeps its step in v1: there a person decides.`],["If it matters",`For R, write a Python entry script whose run(mini_batch) calls
Rscript.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table, and its note
on the entry script)`]]},{code:"PRS103",effort:"upgraded",title:"source_directory becomes RunFunction's code",sections:[["v1",'```python\nParallelRunConfig(source_directory="scoring")\n```\nA folder; left out, the working directory.'],["v2",'```python\nRunFunction(code="scoring")\n```\nA folder; a relative path counts from the working directory of\nthe process that builds the pipeline.'],["What we do",`The value moves to code. Where v1 left it out, code="." is
written.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS104",effort:"upgraded",title:"mini_batch_size becomes a string",sections:[["v1",'```python\nParallelRunConfig(mini_batch_size=20)\n```\nint or str, such as 20 or "10MB". Left out: 10 files, or 1 MB of\na table.'],["v2",'```python\nparallel_run_function(mini_batch_size="20")\n```\nstr without a space: digits, then kb, mb, gb or nothing. Left\nout: 0 is sent.'],["What we do",`A number is put in quotes, a value of unknown type in str(...).
Left out, the v1 default is written: "10" for files, "1MB" for a
table. Beside partition_keys nothing is written.`],["Why it is said",`An int raises a TypeError, "100 kb" (the guide's own example) a
ValueError.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
1.35.2, ParallelComponent.__init__`]]},{code:"PRS105",effort:"upgraded",title:"error_threshold keeps its name and its value",sections:[["v1","```python\nParallelRunConfig(error_threshold=10)\n```\nint >= -1; required. Failed files or rows of the whole input; -1\nignores all."],["v2","```python\nparallel_run_function(error_threshold=10)\n```\nint; failed files or rows of the whole input; -1 ignores all."],["What we do",`The same value. The guide's text says failed mini-batches here;
both SDKs say files and rows. Failed mini-batches are counted by
mini_batch_error_threshold (PRS110).`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS106",effort:"upgraded",title:"run_invocation_timeout becomes retry_settings.timeout",sections:[["v1","```python\nParallelRunConfig(run_invocation_timeout=600)\n```\nSeconds for one call of run(); default 60."],["v2",'```python\nparallel_run_function(retry_settings={"timeout": 600})\n```\nSeconds for one call of run(); the v2 documentation says default\n60.'],["What we do",`The same value, in one dict with max_retries (PRS107). A
PipelineParameter gives its default here, and the pipeline
function sets retry_settings.timeout of the node.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, RetrySettings; CLI (v2) parallel job YAML schema`]]},{code:"PRS107",effort:"changed",title:"run_max_try becomes retry_settings.max_retries",sections:[["v1","```python\nParallelRunConfig(run_max_try=5)\n```\nTries of a mini-batch, the first one included; default 3."],["v2",'```python\nparallel_run_function(retry_settings={"max_retries": 5})\n```\nRetries after the first try; default 2 in the v2 documentation.'],["What we do","The documented mapping: the same number."],["Why it is said",`The two count differently, so one more try is possible. The SDK's
own docstring still says tries.`],["If it matters",`Write one less. With a PipelineParameter it can't be computed in
the pipeline: whoever sets the parameter has to.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); CLI (v2)
parallel job YAML schema; azure-ai-ml 1.35.2, RetrySettings`]]},{code:"PRS108",effort:"upgraded",title:"output_action becomes RunFunction's append_row_to",sections:[["v1",'```python\nParallelRunConfig(output_action="append_row")\nParallelRunStep(output=scores, arguments=[])\n```\n"append_row" gathers what run() returns in one file;\n"summary_only" only counts it. Required.'],["v2",'```python\nRunFunction(append_row_to="${{outputs.scores}}")\n```\nLeft out: nothing is gathered.'],["What we do",`append_row becomes append_row_to, which names an output that is a
file (PRS109). summary_only becomes nothing.`],["Why it is said",`The guide's table shows append_row_to on parallel_run_function.
There the SDK takes it without a word and sends nothing: it
belongs to RunFunction.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, RunFunction`]]},{code:"PRS109",effort:"changed",title:"append_row_file_name becomes the path of an output",sections:[["v1",`\`\`\`python
ParallelRunConfig(
    output_action="append_row", append_row_file_name="scores.csv"
)
ParallelRunStep(output=scores, arguments=["--out", scores])
\`\`\`
The name of the file inside the output folder; default
parallel_run_step.txt.`],["v2",`\`\`\`python
parallel_run_function(
    outputs={
        "scores": Output(type=AssetTypes.URI_FOLDER),
        "scores_rows": Output(
            type=AssetTypes.URI_FILE,
            path="azureml://datastores/\${{default_datastore}}/paths/azureml/\${{name}}/scores/scores.csv",
        ),
    },
    task=RunFunction(append_row_to="\${{outputs.scores_rows}}"),
)
\`\`\`
No setting holds a file name: the path of an output does.`],["What we do",`Where another step reads the folder, the script gets it in its
arguments, it is registered as a dataset, or the pipeline gives
it away, the folder stays an output and the rows go to a second
one, a file inside it: every reader finds what it found in v1.
Each of these places has a finding of its own. Where nobody in
sight reads the folder, the one output is the file; code that
downloads it is told.`],["Why it is said",`v1 has one folder for the rows and for what the script writes; v2
has one output for each.`],["If it matters",`Code outside this file that opens the folder by its v1 path has
to be checked.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table: "Combined
with append_row_to setting"); azureml-pipeline-steps 1.62,
ParallelRunConfig`]]},{code:"PRS110",effort:"upgraded",title:"allowed_failed_count becomes mini_batch_error_threshold",sections:[["v1","```python\nParallelRunConfig(allowed_failed_count=3)\n```\nint >= -1; failed mini-batches of the whole input; -1 ignores\nall. Left out: not checked."],["v2","```python\nparallel_run_function(mini_batch_error_threshold=3)\n```\nint; failed mini-batches; the guide says default -1, which\nignores all."],["What we do","The same value under the new name."],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS111",effort:"upgraded",title:"allowed_failed_percent becomes a program argument",sections:[["v1",'```python\nParallelRunConfig(allowed_failed_percent=2)\nParallelRunStep(arguments=["--out", scores])\n```\nint or float, 0 to 100: percent of failed mini-batches. Left out:\nnot checked.'],["v2",'```python\nRunFunction(\n    program_arguments="--out ${{outputs.scores}} --allowed_failed_percent 2"\n)\n```\nThe guide says default 100, which ignores all.'],["What we do",`It is added to the end of program_arguments, as the guide says.
parallel_run_function has no such argument: it would be ignored
in silence.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS112",effort:"upgraded",title:"node_count becomes instance_count",sections:[["v1","```python\nParallelRunConfig(node_count=4)\n```\nint; required."],["v2","```python\nparallel_run_function(instance_count=4)\n```\nint; the guide says default 1."],["What we do",`The same value under the new name. A PipelineParameter gives its
default here, and the pipeline function sets
resources.instance_count of the node.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS113",effort:"upgraded",title:"process_count_per_node becomes max_concurrency_per_instance",sections:[["v1","```python\nParallelRunConfig(process_count_per_node=2)\n```\nint >= 1. Left out: the number of cores, or 1 on a GPU machine."],["v2","```python\nparallel_run_function(max_concurrency_per_instance=2)\n```\nint. Left out: the same, in the v2 YAML documentation."],["What we do",`The same value under the new name. A PipelineParameter gives its
default here, and the pipeline function sets the attribute of the
node.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; CLI (v2) parallel
job YAML schema`]]},{code:"PRS114",effort:"upgraded",title:"logging_level keeps its name",sections:[["v1",'```python\nParallelRunConfig(logging_level="DEBUG")\n```\nWARNING, INFO or DEBUG; default INFO.'],["v2",'```python\nparallel_run_function(logging_level="DEBUG")\n```\nWARNING, INFO or DEBUG, in capitals; the guide says default INFO.'],["What we do","The same value; a literal in small letters is put in capitals."],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, LoggingLevel`]]},{code:"PRS115",effort:"upgraded",title:"description keeps its name",sections:[["v1",'```python\nParallelRunConfig(description="scores invoices")\n```'],["v2",'```python\nparallel_run_function(description="scores invoices")\n```'],["What we do",`The same value. In v2 it describes the component that the step is
made of.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, Parallel.__call__`]]},{code:"PRS116",effort:"changed",title:"partition_keys keeps its name and needs a partitioned table",sections:[["v1",'```python\nParallelRunConfig(partition_keys=["store"])\n```\nlist of str; rows with the same key come in one mini-batch. The\ninput has to be partitioned; mini_batch_size beside it is an\nerror.'],["v2",'```python\nparallel_run_function(partition_keys=["store"])\n```\nlist of str; it wins over mini_batch_size.'],["What we do",`The same value; no mini_batch_size is written beside it. A
PipelineParameter, which v1 took as JSON text, keeps the step in
v1: there a person decides.`],["Why it is said",`The v2 input has to be partitioned too, and an MLTable is what
defines partitions there. The guide's row, "Under development",
is out of date.`],["If it matters","Give the input an MLTable with these keys as partitions (PRS210)."],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
1.35.2, ParallelComponent`]]},{code:"PRS117",effort:"upgraded",title:"environment_variables keeps its name",sections:[["v1",'```python\nParallelRunConfig(environment_variables={"OMP_NUM_THREADS": 1})\n```\ndict; set on the process of the script. Left out: none.'],["v2",'```python\nparallel_run_function(\n    environment_variables={"OMP_NUM_THREADS": "1"}\n)\n```\ndict of str to str.'],["What we do","The same dict; a number or True, False in it becomes text."],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS118",effort:"upgraded",title:"compute_target becomes the name of the compute",sections:[["v1","```python\nParallelRunConfig(compute_target=cluster)\n```\nA compute object or its name; required."],["v2","```python\nparallel_run_function(compute=cluster.name)\n```\nThe name, a str."],["What we do",`An object is asked for its name, a name stays as it is. Where the
code does not tell which it is, getattr(x, "name", x) is written.`],["Source",`azure-ai-ml 1.35.2, parallel_run_function; the guide's table has
no row for it`]]},{code:"PRS119",effort:"changed",title:"arguments that only the contrib package has are dropped",sections:[["v1",`\`\`\`python
from azureml.contrib.pipeline.steps import (
    ParallelRunConfig,
    ParallelRunStep,
)

ParallelRunConfig(input_format="text")
\`\`\`
input_format and models are deprecated there; models only tracked
which models a pipeline uses.`],["v2","```python\nfrom azure.ai.ml.parallel import (\n    RunFunction,\n    parallel_run_function,\n)\n```"],["What we do",`What both v1 packages have moves as usual, and tags and
properties of the step keep their names. input_format, models and
add_parallel_run_step_dependencies are dropped, and each is
named.`],["Why it is said",`The contrib package gave way to azureml-pipeline-steps, which
does not take these arguments.`],["If it matters",`properties stay with the component: the SDK does not copy them to
the job of the step.`],["Source",`azureml-contrib-pipeline-steps (API page: deprecated, moved to
azureml-pipeline-steps); azure-ai-ml 1.35.2,
parallel_run_function`]]},{code:"PRS121",effort:"upgraded",title:"name loses its dashes",sections:[["v1",'```python\nParallelRunStep(name="score-invoices")\n```\n3 to 32 small letters, digits and dashes.'],["v2",'```python\nparallel_run_function(\n    name="score_invoices", display_name="score-invoices"\n)\n```\nSmall letters, digits and underscores.'],["What we do",`A dash becomes an underscore, and the v1 name stays as
display_name. Where both are the same, only name is written. Code
that looks a step up by its v1 name follows (PRS434).`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunStep; azure-ai-ml 1.35.2,
is_valid_node_name`]]},{code:"PRS122",effort:"upgraded",title:"ParallelRunConfig dissolves into parallel_run_function",sections:[["v1",`\`\`\`python
config = ParallelRunConfig(
    environment=env,
    entry_script="score.py",
    error_threshold=10,
    output_action="summary_only",
    compute_target=cluster,
    node_count=4,
    mini_batch_size=20,
)
ParallelRunStep(parallel_run_config=config)
\`\`\`
One object holds the settings, several steps may use it.`],["v2",`\`\`\`python
step = parallel_run_function(
    compute=cluster.name,
    instance_count=4,
    mini_batch_size="20",
    error_threshold=10,
    task=RunFunction(
        code=".", entry_script="score.py", environment=env
    ),
)
\`\`\`
The settings are arguments of the step.`],["What we do",`A config that one step in the same place uses dissolves into that
step. One that several steps use, or that is made elsewhere,
stays where it is as dict(settings=dict(...), task=dict(...)),
and each step takes **config["settings"] and **config["task"].`],["Source",`Upgrade parallel run step to SDK v2; azure-ai-ml 1.35.2,
parallel_run_function`]]},{code:"PRS123",effort:"upgraded",title:"inputs become named, and input_data says which one is split",sections:[["v1",'```python\nParallelRunStep(inputs=[invoices.as_named_input("invoices")])\n```\nA list of datasets; each is split into mini-batches.'],["v2",'```python\nparallel_run_function(\n    inputs={"invoices": invoices},\n    input_data="${{inputs.invoices}}",\n)\n```\nA dict of inputs; input_data names the one that is split.'],["What we do",`The input keeps the name that as_named_input gave it, else that
of its variable. Two or more inputs, or a list that can't be
seen, keep the step in v1: there a person decides.`],["If it matters",`Join several inputs in one MLTable with several paths, or pass
all but one as side inputs.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS124",effort:"upgraded",title:"output becomes a named Output",sections:[["v1",'```python\nParallelRunStep(output=scores, arguments=["--out", scores])\n```\nPipelineData or OutputFileDatasetConfig. v1 passes it to the\nscript as --output too.'],["v2",`\`\`\`python
parallel_run_function(
    outputs={"scores": Output(type=AssetTypes.URI_FOLDER)},
    task=RunFunction(
        program_arguments="--out \${{outputs.scores}}"
    ),
)
\`\`\`
The script gets only what program_arguments names.`],["What we do",`The output keeps its v1 name. Its path is written where v1 named
a datastore or a destination. Where arguments does not hold the
output and the rows are not gathered, the finding is of the kind
"changed": the script no longer gets --output.`],["If it matters",`A script that reads --output, or EntryScript().output_dir, has to
get the folder in arguments.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-core 1.62, _ParallelRunStepBase; azure-ai-ml
1.35.2, Output`]]},{code:"PRS125",effort:"upgraded",title:"side_inputs become inputs",sections:[["v1",`\`\`\`python
labels = (
    Dataset.File.from_files((store, "labels"))
    .as_named_input("labels")
    .as_mount()
)
ParallelRunStep(
    side_inputs=[labels], arguments=["--labels", labels]
)
\`\`\`
Data that each worker gets whole. File datasets are mounted.`],["v2",`\`\`\`python
parallel_run_function(
    inputs={
        "labels": Input(
            type=AssetTypes.URI_FOLDER,
            path=f"azureml://datastores/{store.name}/paths/labels",
            mode=InputOutputModes.RO_MOUNT,
        )
    },
    task=RunFunction(
        program_arguments="--labels \${{inputs.labels}}"
    ),
)
\`\`\`
Inputs that input_data does not name.`],["What we do",`Side inputs join the inputs. The same object in arguments becomes
a reference to its input.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-core 1.62, _ParallelRunStepBase`]]},{code:"PRS126",effort:"upgraded",title:"arguments become one string",sections:[["v1",'```python\ncutoff = PipelineParameter("cutoff", default_value=0.8)\nParallelRunStep(\n    arguments=["--cutoff", cutoff, "--out", scores, "--day", 7]\n)\n```\nA list of values, data, parameters and outputs.'],["v2",'```python\nparallel_run_function(\n    inputs={"cutoff": Input(type="number")},\n    task=RunFunction(\n        program_arguments="--cutoff ${{inputs.cutoff}} --out ${{outputs.scores}} --day 7"\n    ),\n)\n```\nOne string.'],["What we do",`Data and parameters become \${{inputs.x}}, outputs \${{outputs.x}},
literals text, other values an f-string. A value that may hold a
space is put in quotes. A list that can't be seen is joined with
spaces under a TODO: there a person decides.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, RunFunction`]]},{code:"PRS127",effort:"upgraded",title:"allow_reuse becomes is_deterministic",sections:[["v1","```python\nParallelRunStep(allow_reuse=False)\n```\nbool, default True: a step with the same settings and inputs is\nnot run again."],["v2","```python\nparallel_run_function(is_deterministic=False)\n```\nbool, default True."],["What we do","The same value, where v1 gives one."],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunStep; azure-ai-ml 1.35.2,
parallel_run_function`]]},{code:"PRS129",effort:"decision",title:"a parallel step that cannot be followed",sections:[["v1",`\`\`\`python
for day in range(7):
    late = ParallelRunStep(
        name="late",
        parallel_run_config=config,
        inputs=[invoices],
        output=scores,
    )
\`\`\`
Also: ** arguments, a config from elsewhere, a step that is
passed to a function.`],["v2",'```python\nlate_monday = parallel_run_function(name="late_monday")\nlate_tuesday = parallel_run_function(name="late_tuesday")\n```\nOne call for each step, with its own name.'],["What we do",`The step, and what it is a part of, stays as it is, under a TODO
that says what could not be seen.`],["Why it is said",`The settings, the data or the number of the steps are only known
when the code runs.`],["If it matters",`Write the arguments or the steps out and run the upgrade again,
or write the v2 step by hand.`],["Source","azure-ai-ml 1.35.2, parallel_run_function"]]},{code:"PRS131",effort:"upgraded",title:"OutputDatasetConfig and PipelineData become Output",sections:[["v1",'```python\nscores = OutputFileDatasetConfig(\n    "scores", destination=(store, "scores/{run-id}")\n)\n```\nA folder on a datastore; left out,\ndataset/{run-id}/{output-name} on workspaceblobstore.'],["v2",'```python\nOutput(\n    type=AssetTypes.URI_FOLDER,\n    path="azureml://datastores/${{default_datastore}}/paths/scores/${{name}}",\n)\n```'],["What we do",`The object dissolves into the outputs of the step that writes
it: the one that names it in output= or outputs=, or, for an
OutputFileDatasetConfig, gets it in its arguments alone. Steps
that read it get it from that step. {run-id} becomes \${{name}}
and {output-name} the name of the output. A PipelineData on a
named datastore lies in azureml/\${{name}}/<name> there. Where v1
names no place, v2 chooses one, as v1 does. as_upload becomes
mode UPLOAD. An output without a name is called after its
variable; names that are no Python identifiers change, and the
finding is of the kind "changed".`],["Source",`Upgrade parallel run step to SDK v2 (table of key
functionality); azureml-core 1.61, OutputFileDatasetConfig;
azureml-pipeline-core 1.62,
PipelineStep._process_arguments_and_io; azure-ai-ml 1.35.2,
Output`]]},{code:"PRS132",effort:"upgraded",title:"as_mount and as_download become the mode of an Input",sections:[["v1",'```python\nlabels = Dataset.File.from_files((store, "labels")).as_mount()\nParallelRunStep(\n    side_inputs=[labels], arguments=["--labels", labels]\n)\n```'],["v2",'```python\nInput(\n    type=AssetTypes.URI_FOLDER,\n    path=f"azureml://datastores/{store.name}/paths/labels",\n    mode=InputOutputModes.RO_MOUNT,\n)\n```'],["What we do",`as_mount becomes a mount mode. as_download becomes a download
mode, except on data of a parallel step: v1 mounts its files
whatever is asked for, so v2 is told to mount them.`],["Source",`Upgrade parallel run step to SDK v2 (table of key functionality);
azureml-pipeline-core 1.62, _ParallelRunStepBase; azure-ai-ml
1.35.2, InputOutputModes`]]},{code:"PRS133",effort:"upgraded",title:"pipeline_output_name becomes an output of the pipeline function",sections:[["v1",'```python\nscores = PipelineData(\n    "scores", datastore=store, pipeline_output_name="all_scores"\n)\n```'],["v2",'```python\n@dsl.pipeline(name="invoices")\ndef build_invoices():\n    score = step()\n    return {"all_scores": score.outputs.scores}\n```\nThe pipeline function returns what the pipeline gives away.'],["What we do",`The output is returned under its v1 name. Appended rows go along
with the folder that they lie in, as <name>_rows. A name that is
no Python identifier changes; that finding is of the kind
"changed".
Where the pipeline is published too, a TODO asks about it: the
component that is published keeps the name of such an output, but
neither its place nor its mode.`],["If it matters",`Without the return, the step of a published pipeline says where
its output lies, as in v1.`],["Source",`azureml-pipeline-core 1.62, PipelineData; azure-ai-ml 1.35.2,
dsl.pipeline, PipelineComponent (its outputs are sent with their
type alone)`]]},{code:"PRS134",effort:"decision",title:"an output that is read as a table",sections:[["v1",`\`\`\`python
scores = OutputFileDatasetConfig("scores")
table = scores.read_delimited_files().as_input("table")
PythonScriptStep(
    name="report", script_name="report.py", inputs=[table]
)
\`\`\`
The next step reads the files of the output as a table. Also
parse_delimited_files, parse_parquet_files, read_parquet_files.`],["v2",`\`\`\`python
# TODO(prs-upgrade PRS134): let this step save an MLTable file (read_delimited) into its output "scores"
step = parallel_run_function(
    outputs={"scores": Output(type=AssetTypes.MLTABLE)}
)
report = command(
    name="report",
    inputs={
        "table": Input(
            type=AssetTypes.MLTABLE
        )
    },
)
report_node.inputs.table.mode = InputOutputModes.DIRECT
\`\`\`
The writing step puts an MLTable file into its output.`],["What we do",`The output and the input are written as a table. A TODO above
the writing step names the transformations that its MLTable file
needs. Where one step reads the output as a table and another
one as files, or random_split takes it apart, the steps stay v1.`],["If it matters",`Let the writing script save the file once, at its end:
mltable.from_delimited_files([{"pattern":
"./*.csv"}]).save(folder). Or pass the folder, and let the
reading script read the files.`],["Source",`Working with tables in Azure Machine Learning (MLTable);
azureml-core 1.61, OutputFileDatasetConfig`]]},{code:"PRS135",effort:"changed",title:"v2 chooses where an output is mounted",sections:[["v1",`\`\`\`python
scores = PipelineData(
    "scores",
    datastore=store,
    output_path_on_compute="/tmp/scores",
)
\`\`\`
The path under which the script sees its output, or where v1
collects it from. Also OutputFileDatasetConfig(source=...).`],["v2",'```python\nRunFunction(program_arguments="--out ${{outputs.scores}}")\n```\nThe path comes in the arguments.'],["What we do",`The fixed path is dropped, and named in the report. Where a
script does not get the output in its arguments, a TODO stands
above its step: nothing would be collected.`],["Why it is said","A script that writes to the fixed path writes past its output."],["If it matters","Let the script take the path from its arguments."],["Source",`azureml-pipeline-core 1.62, PipelineData; azureml-core 1.61,
OutputFileDatasetConfig; azure-ai-ml 1.35.2, Output
(path_on_compute does not validate in a pipeline)`]]},{code:"PRS136",effort:"changed",title:"a registered output becomes a data asset",sections:[["v1",'```python\nscores = OutputFileDatasetConfig("scores").register_on_complete(\n    name="daily-scores", tags={"team": "vision"}\n)\n```\nThe output becomes a new version of a registered dataset. Also\nPipelineData(...).as_dataset().register("daily-scores").'],["v2",'```python\nOutput(type=AssetTypes.URI_FOLDER, name="daily-scores")\n```\nIt becomes a new version of a data asset.'],["What we do",`The name goes into the Output of the step that writes it.
description and tags have no place there and are named. Only
what the writing step was given counts: register_on_complete
makes a copy.`],["Why it is said",`v1 makes a dataset, v2 a data asset of another type; under a
name that a v1 dataset has already, v2 refuses it.`],["If it matters",`Choose a new name where the old one is taken, and read it with
Input(path="azureml:<name>@latest").`],["Source",`azureml-core 1.61, OutputDatasetConfig.register_on_complete;
azureml-pipeline-core 1.62, PipelineOutputFileDataset.register;
azure-ai-ml 1.35.2, Output; Manage inputs and outputs of
component and pipeline`]]},{code:"PRS137",effort:"changed",title:"an output setting that v2 does not have",sections:[["v1",'```python\nscores = OutputFileDatasetConfig("scores").as_upload(\n    overwrite=True, source_globs=["*.csv"]\n)\n```\nAlso data_type, output_overwrite and is_directory of\nPipelineData, and as_mount(disable_metadata_cache=True).'],["v2","```python\nOutput(type=AssetTypes.URI_FOLDER, mode=InputOutputModes.UPLOAD)\n```"],["What we do",`The setting is dropped, and named. is_directory=False makes the
output of a script a URI_FILE; v1 takes it as a hint only.`],["Why it is said","More files may be uploaded than in v1, or others replaced."],["If it matters","Let the script write only what it means to keep."],["Source",`azureml-core 1.61, OutputFileDatasetConfig.as_upload;
azureml-pipeline-core 1.62, PipelineData; azure-ai-ml 1.35.2,
Output`]]},{code:"PRS138",effort:"changed",title:"a script that finds its output in an environment variable",sections:[["v1",`\`\`\`python
model = PipelineData("model", datastore=store)
train = PythonScriptStep(
    name="train", script_name="train.py", outputs=[model]
)
pipeline = Pipeline(workspace=ws, steps=[step, train])
\`\`\`
The script finds the path in AZUREML_DATAREFERENCE_model.`],["v2",`\`\`\`python
train = command(
    name="train",
    command="python train.py",
    outputs={"model": Output(type=AssetTypes.URI_FOLDER)},
)
\`\`\`
The script gets only what its command says.`],["What we do",`The output is written, the command stays without it, and the
finding names the variable. A step that asks for the variable
with get_env_variable_name() stays v1.`],["Why it is said","A script that reads the variable fails in v2."],["If it matters",`Add the output to the command, and let the script take the path
from its arguments.`],["Source",`azureml-pipeline-core 1.62, PipelineData.get_env_variable_name;
azureml-core 1.61, OutputFileDatasetConfig (name)`]]},{code:"PRS139",effort:"decision",title:"an output that cannot be followed",sections:[["v1",'```python\nscores = OutputFileDatasetConfig("scores", destination=place)\n```\nAlso HDFSOutputDatasetConfig, LinkFileOutputDatasetConfig and\nLinkTabularOutputDatasetConfig, training_output, and one output\nof two steps.'],["v2",'```python\nOutput(\n    type=AssetTypes.URI_FOLDER,\n    path=f"azureml://datastores/{store.name}/paths/scores",\n)\n```\nA folder, a file or an MLTable on a datastore.'],["What we do",`The steps that share the output stay v1, under a TODO that says
what is missing. A destination whose text comes from elsewhere
is taken as it is; that finding is of the kind "changed".`],["If it matters",`Write the datastore and the path out where the output is made. A
script that links a dataset (HDFS, link) reads it as an Input
instead, or copies it into its output.`],["Source",`azureml-core 1.61, azureml.data.output_dataset_config;
azure-ai-ml 1.35.2, Output`]]},{code:"PRS201",effort:"upgraded",title:"datastores come from ml_client.datastores",sections:[["v1",'```python\nstore = Datastore.get(ws, "raw")\n```\nAlso ws.get_default_datastore(), ws.datastores["raw"] and the\nregistrations of blob containers, file shares and data lakes.'],["v2",'```python\nstore = ml_client.datastores.get("raw")\n```'],["What we do",`Lookups become ml_client.datastores.get and get_default. A
registration becomes create_or_update with the entity of its
kind; an account key, a SAS token or a service principal becomes
its credentials. Without one of them the identity of the user or
the compute is used, as in v1. A lookup whose key or token is
read asks for it with include_secrets=True.`],["Source",`Upgrade datastore management to SDK v2; azureml-core 1.61,
Datastore; azure-ai-ml 1.35.2, DatastoreOperations`]]},{code:"PRS202",effort:"upgraded",title:"a dataset becomes an Input",sections:[["v1",'```python\ninvoices = Dataset.File.from_files((store, "invoices"))\n```\nAlso a dataset by name, and as_named_input.'],["v2",'```python\ninvoices = Input(\n    type=AssetTypes.URI_FOLDER,\n    path=f"azureml://datastores/{store.name}/paths/invoices",\n    mode=InputOutputModes.RO_MOUNT,\n)\n```'],["What we do",`Files at a path: uri_folder or uri_file, mounted read-only. A
registered dataset: mltable under azureml:<name>@latest, with
mode eval_mount for files and direct for a table. The name of
as_named_input becomes the key in inputs.`],["Source",`Upgrade data management to SDK v2; Access data in a job (read a
v1 data asset); azure-ai-ml 1.35.2, Input`]]},{code:"PRS203",effort:"decision",title:"is this dataset made of files or a table?",sections:[["v1",'```python\ninvoices = Dataset.get_by_name(ws, "invoices")\n```\nv1 learns the kind when it runs.'],["v2",`\`\`\`python
files = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:invoices@latest",
    mode=InputOutputModes.EVAL_MOUNT,
)
table = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:invoices@latest",
    mode=InputOutputModes.DIRECT,
)
\`\`\`
The mode has to be written down.`],["What we do",`The mode for files is written, under a TODO. The TODO is not
there where the file tells: Dataset.File or Dataset.Tabular,
as_mount, to_pandas_dataframe, a side input, or a mini_batch_size
with a unit (table) or without one (files).`],["If it matters",`Look the dataset up in the studio, or look at run(mini_batch) of
the entry script: a list of paths means files, a DataFrame means
a table. Set the mode and delete the TODO.`],["Source",`Access data in a job (read a v1 data asset);
azureml-pipeline-steps 1.62, ParallelRunConfig (entry_script)`]]},{code:"PRS204",effort:"decision",title:"a table that v2 reads through an MLTable file",sections:[["v1",'```python\ninvoices = Dataset.Tabular.from_delimited_files(\n    (store, "invoices")\n)\n```\nThe call says how the table is read.'],["v2",`\`\`\`python
invoices = Input(
    type=AssetTypes.MLTABLE,
    path=f"azureml://datastores/{store.name}/paths/invoices",
    mode=InputOutputModes.DIRECT,
)
\`\`\`
An MLTable file in that folder says how the table is read.`],["What we do",`The Input is written, under a TODO: the MLTable file has to be
made. Its path is a folder, for one v1 file the folder of that
file. The report gives the text of the file, with what the v1
call says about separator, header, encoding and partitions.`],["If it matters",`Write a file called MLTable with that text into the folder, such
as:
{paths: [{pattern: ./*.csv}], transformations: [{read_delimited:
{delimiter: ",", header: all_files_same_headers, encoding:
utf8}}]}
Then delete the TODO. A partition_format is the transformation
extract_columns_from_partition_format there, set_column_types is
convert_column_types.`],["Source",`Working with tables in Azure Machine Learning (MLTable); CLI (v2)
mltable YAML schema; azureml-core 1.61, dataset_factory; mltable
1.7`]]},{code:"PRS205",effort:"changed",title:"a pattern becomes the folder that holds it",sections:[["v1",'```python\ninvoices = Dataset.File.from_files((store, "invoices/*.csv"))\n```\nOnly the files that the pattern fits.'],["v2",'```python\ninvoices = Input(\n    type=AssetTypes.URI_FOLDER,\n    path=f"azureml://datastores/{store.name}/paths/invoices/",\n)\n```\nEvery file below the folder.'],["What we do",`The path is cut before the pattern. A path that ends in two stars
says the same as its folder, and is cut without a word.`],["Why it is said","Other files in the folder now come into mini-batches too."],["If it matters",`Move the other files away, describe the pattern in an MLTable, or
skip them in run(mini_batch).`],["Source","Upgrade data management to SDK v2; azure-ai-ml 1.35.2, Input"]]},{code:"PRS206",effort:"changed",title:"register becomes ml_client.data.create_or_update",sections:[["v1",'```python\ninvoices = Dataset.File.from_files((store, "invoices")).register(\n    ws, "invoices"\n)\n```\nBy default create_new_version=False.'],["v2",`\`\`\`python
ml_client.data.create_or_update(
    Data(
        name="invoices",
        type=AssetTypes.URI_FOLDER,
        path=f"azureml://datastores/{store.name}/paths/invoices",
    ),
)
invoices = Input(
    type=AssetTypes.URI_FOLDER,
    path="azureml:invoices@latest",
    mode=InputOutputModes.RO_MOUNT,
)
\`\`\``],["What we do",`The data asset is made where v1 registered the dataset, and read
by its name. register_spark_dataframe and register_dask_dataframe
have no counterpart and stay in v1.`],["Why it is said",`Each run makes a new version. A name under which v1 has
registered a dataset already may have another type in v2.`],["If it matters","Choose a new name for the v2 data asset."],["Source",`Upgrade data management to SDK v2; azureml-core 1.61,
Dataset.register; azure-ai-ml 1.35.2,
DataOperations.create_or_update`]]},{code:"PRS207",effort:"decision",title:"a dataset of several paths",sections:[["v1",'```python\ninvoices = Dataset.File.from_files(\n    [(store, "2025"), (store, "2026")]\n)\n```\nA list of paths.'],["v2",`\`\`\`python
invoices = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:invoices@latest",
    mode=InputOutputModes.EVAL_MOUNT,
)
\`\`\`
One path; an MLTable can list several.`],["What we do","The Input keeps the first path, under a TODO."],["If it matters",`List the paths in one MLTable file and name its folder, or its
data asset, here.`],["Source","azure-ai-ml 1.35.2, Input; azure-sdk-for-python #25653"]]},{code:"PRS208",effort:"changed",title:"v2 chooses where an input is mounted",sections:[["v1",`\`\`\`python
labels = (
    Dataset.File.from_files((store, "labels"))
    .as_named_input("labels")
    .as_mount("/tmp/labels")
)
ParallelRunStep(
    side_inputs=[labels], arguments=["--labels", labels]
)
\`\`\`
The path under which the script sees the data.`],["v2",'```python\nRunFunction(program_arguments="--labels ${{inputs.labels}}")\n```\nThe path comes in the arguments.'],["What we do","The fixed path is dropped, and named in the report."],["Why it is said","A script that reads the fixed path finds nothing there."],["If it matters","Let the script take the path from its arguments."],["Source",`azureml-core 1.61, DatasetConsumptionConfig; azure-ai-ml 1.35.2,
Input`]]},{code:"PRS209",effort:"changed",title:"a DataReference becomes a read-only Input",sections:[["v1",`\`\`\`python
labels = DataReference(
    datastore=store,
    data_reference_name="labels",
    path_on_datastore="labels",
)
ParallelRunStep(
    side_inputs=[labels], arguments=["--labels", labels]
)
\`\`\`
Mounted for reading and writing by default.`],["v2",`\`\`\`python
Input(
    type=AssetTypes.URI_FOLDER,
    path=f"azureml://datastores/{store.name}/paths/labels",
    mode=InputOutputModes.RO_MOUNT,
)
\`\`\`
An input can't be written to.`],["What we do",`The reference becomes an Input of each step that gets it, mounted
read-only.`],["Why it is said","A script that writes below the path works in v1 only."],["If it matters","Give such a script an output of its own."],["Source",`azureml-core 1.61, DataReference; azure-ai-ml 1.35.2,
InputOutputModes`]]},{code:"PRS210",effort:"decision",title:"partitions need an MLTable",sections:[["v1",'```python\ninvoices = Dataset.File.from_files(\n    (store, "invoices"), partition_format="/{store}/data.csv"\n)\nParallelRunConfig(partition_keys=["store"])\n```\nAlso dataset.partition_by(partition_keys=[...], target=...).'],["v2",`\`\`\`python
invoices = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:invoices@latest",
    mode=InputOutputModes.DIRECT,
)
\`\`\`
Partitions are defined in the MLTable.`],["What we do",`With partition_format the Input is written without it, under a
TODO. partition_by stays in v1, under a TODO.`],["If it matters",`Partition the data once, and describe it by an MLTable with the
same keys.`],["Source",`azure-ai-ml 1.35.2, ParallelComponent (partition_keys); Working
with tables in Azure Machine Learning (MLTable)`]]},{code:"PRS211",effort:"decision",title:"a datastore that v2 can't register",sections:[["v1",'```python\nsales = Datastore.register_azure_sql_database(\n    ws, "sales", server_name="sales-db", database_name="sales"\n)\norders = DataReference(datastore=sales)\n```'],["v2",`\`\`\`python
ml_client.data.import_data(
    DataImport(
        name="orders",
        type=AssetTypes.MLTABLE,
        source=Database(
            query="SELECT * FROM orders",
            connection="azureml:sales",
        ),
        path="azureml://datastores/workspaceblobstore/paths/orders",
    ),
)
\`\`\``],["What we do",`v2 has datastores for blob containers, file shares and data
lakes. The registration of another store, of one with two
credentials or with arguments that can't be seen stays in v1.`],["If it matters",`Import the data into a datastore first, or write the arguments
out.`],["Source",`azureml-core 1.61, Datastore.register_*; azure-ai-ml 1.35.2,
DataOperations.import_data`]]},{code:"PRS212",effort:"changed",title:"a registration no longer changes the storage",sections:[["v1",`\`\`\`python
store = Datastore.register_azure_blob_container(
    ws,
    "raw",
    container_name="raw",
    account_name="contoso",
    overwrite=True,
    create_if_not_exists=True,
)
\`\`\``],["v2",'```python\nstore = ml_client.datastores.create_or_update(\n    AzureBlobDatastore(\n        name="raw", account_name="contoso", container_name="raw"\n    )\n)\n```'],["What we do",`create_if_not_exists, blob_cache_timeout and
grant_workspace_access are left out. v2 registers storage and
changes nothing in it.`],["If it matters",`Create the container, or give the role, once: az storage
container create, az role assignment create.`],["Source",`azureml-core 1.61, Datastore.register_azure_blob_container;
azure-ai-ml 1.35.2, AzureBlobDatastore`]]},{code:"PRS213",effort:"changed",title:"a registration replaces a datastore of that name",sections:[["v1",'```python\nstore = Datastore.register_azure_blob_container(\n    ws, "raw", container_name="raw", account_name="contoso"\n)\n```\nBy default overwrite=False.'],["v2",'```python\nstore = ml_client.datastores.create_or_update(\n    AzureBlobDatastore(\n        name="raw", account_name="contoso", container_name="raw"\n    )\n)\n```'],["What we do","The call is create_or_update: v2 has no other."],["Why it is said","v1 fails where another datastore has the name; v2 replaces it."],["Source",`azureml-core 1.61, Datastore.register_azure_blob_container
(overwrite); azure-ai-ml 1.35.2, DatastoreOperations`]]},{code:"PRS214",effort:"changed",title:"upload becomes an upload with azureml-fsspec",sections:[["v1",'```python\nstore.upload("data", target_path="raw/data", overwrite=True)\n```\nAlso upload_files with files of one folder.'],["v2",`\`\`\`python
store_files = AzureMachineLearningFileSystem(
    f"azureml://subscriptions/{ml_client.subscription_id}/resourcegroups/{ml_client.resource_group_name}"
    f"/workspaces/{ml_client.workspace_name}/datastores/{store.name}/paths/"
)
store_files.upload(
    "data",
    "raw/data",
    recursive=True,
    overwrite="MERGE_WITH_OVERWRITE",
)
\`\`\``],["What we do",`A datastore of v2 has no upload. The package azureml-fsspec
copies the same files to the same path: the contents of the
folder land below target_path. Without overwrite=True files that
are there already stay, as in v1 (APPEND).`],["Why it is said","The package has to be installed. It needs no azureml-core."],["If it matters",`A data asset does it as well: ml_client.data.create_or_update
with a local path uploads it, to a path that v2 chooses.`],["Source",`azureml-core 1.61, AzureBlobDatastore.upload; azureml-fsspec 1.4,
AzureMachineLearningFileSystem.put; Access data from Azure cloud
storage during interactive development`]]},{code:"PRS215",effort:"decision",title:"an upload that has to be moved by hand",sections:[["v1",'```python\nreference = store.upload("data", target_path="raw/data")\n```'],["v2",'```python\nAzureMachineLearningFileSystem(uri).upload(\n    "data", "raw/data", recursive=True\n)\n```'],["What we do",`The upload stays in v1 where its result is used, or where the
paths of the files below target_path can't be told.`],["If it matters",`Write it with azureml-fsspec, or register the local files with
ml_client.data.create_or_update and use that asset.`],["Source",`azureml-core 1.61, AzureBlobDatastore.upload_files;
azureml-fsspec 1.4, AzureMachineLearningFileSystem.put`]]},{code:"PRS216",effort:"changed",title:"a script gets a path where v1 gave it a dataset",sections:[["v1",`\`\`\`python
report = PythonScriptStep(
    script_name="report.py",
    source_directory="report",
    compute_target="cpu-cluster",
    inputs=[invoices.as_named_input("invoices")],
    arguments=["--scores", scores],
)
\`\`\`
Without as_mount or as_download the mode is direct: the script
finds the dataset in Run.get_context().input_datasets.`],["v2",'```python\nreport = command(inputs={"invoices": invoices})\n```'],["What we do",`The data becomes an input: files are mounted, a table is passed
as the path of its MLTable.`],["Why it is said",`The script has no dataset object in v2. As an argument v1 gave it
the id of the dataset, v2 gives it the path.`],["If it matters",`Add the input to the arguments, take it in the script with
argparse, and read it as files or with mltable.load.`],["Source",`azureml-core 1.61, DatasetConsumptionConfig (mode); azure-ai-ml
1.35.2, command`]]},{code:"PRS217",effort:"decision",title:"a data path that can't be seen",sections:[["v1",'```python\nlabels = Dataset.File.from_files(choose_paths())\nParallelRunStep(\n    side_inputs=[labels.as_named_input("labels")]\n)\n```'],["v2",'```python\nlabels = Input(\n    type=AssetTypes.URI_FOLDER,\n    path="azureml://datastores/raw/paths/labels",\n    mode=InputOutputModes.RO_MOUNT,\n)\n```'],["What we do",`The Input is written with the path as it stands, under a TODO.
The same for a pattern that comes from a call such as
os.path.join: where its folder ends can't be told.`],["If it matters","Write the URI of one file or one folder, as text."],["Source",`azureml-core 1.61, Dataset.File.from_files (path); azure-ai-ml
1.35.2, Input`]]},{code:"PRS218",effort:"decision",title:"a part of a dataset",sections:[["v1",`\`\`\`python
sample = Dataset.get_by_name(ws, "invoices").take_sample(0.1)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[sample.as_named_input("invoices")],
    output=scores,
)
\`\`\`
Also take, skip, filter, keep_columns, drop_columns, time_before
and its like, and Dataset.Tabular.from_sql_query.`],["v2",'```python\ninvoices = Input(\n    type=AssetTypes.MLTABLE,\n    path="azureml:invoices-sample@latest",\n    mode=InputOutputModes.DIRECT,\n)\n```'],["What we do",`Nothing: an Input is the whole data, so a step that gets such a
dataset stays in v1.`],["If it matters",`Make the part a data asset. For a table, write an MLTable with
the paths and the transformation (take_random_sample, take, skip,
filter, keep_columns, drop_columns), and register it with
ml_client.data. For files, copy them into a folder of their own.
The result of a query is imported with
ml_client.data.import_data.`],["Source",`azureml-core 1.61, TabularDataset and FileDataset; CLI (v2)
mltable YAML schema`]]},{code:"PRS219",effort:"decision",title:"a way to get data that v2 steps don't have",sections:[["v1",`\`\`\`python
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[invoices.as_named_input("invoices").as_hdfs()],
    output=scores,
)
\`\`\`
Also DatasetConsumptionConfig("x", (ws, "name")) and a
DataReference with as_upload.`],["v2",'```python\ninvoices = Input(\n    type=AssetTypes.MLTABLE,\n    path="azureml:invoices@latest",\n    mode=InputOutputModes.EVAL_MOUNT,\n)\n```'],["What we do","Nothing: the step stays in v1."],["If it matters",`Take as_mount() for as_hdfs, Dataset.get_by_name for the tuple,
and an OutputFileDatasetConfig for the upload.`],["Source","azureml-core 1.61, DatasetConsumptionConfig and DataReference"]]},{code:"PRS220",effort:"changed",title:"a registered data frame becomes a data asset",sections:[["v1",'```python\nsales = Dataset.Tabular.register_pandas_dataframe(\n    frame, (store, "frames"), "sales"\n)\n```'],["v2",`\`\`\`python
folder = Path(mkdtemp())
frame.to_parquet(folder / "dataframe.parquet")
(folder / "MLTable").write_text(
    "{paths: [{file: ./dataframe.parquet}], transformations: [read_parquet]}"
)
ml_client.data.create_or_update(
    Data(name="sales", type=AssetTypes.MLTABLE, path=folder)
)
sales = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:sales@latest",
    mode=InputOutputModes.DIRECT,
)
\`\`\``],["What we do",`v1 writes the frame to a parquet file, uploads and registers it.
The same stands in the code now, with the MLTable file that v2
needs.`],["Why it is said",`v2 uploads the folder to the workspace's default datastore, to a
path of its own, whatever target says. A name under which v1 has
registered a dataset already may have another type in v2.`],["If it matters",`Upload the file to the place that v1 used, and give Data the path
of that folder.`],["Source",`azureml-core 1.61, Dataset.Tabular.register_pandas_dataframe;
azure-ai-ml 1.35.2, DataOperations.create_or_update`]]},{code:"PRS221",effort:"changed",title:"a lookup that is made for its failure",sections:[["v1",'```python\ntry:\n    history = Dataset.get_by_name(ws, "history")\nexcept Exception:\n    print("no history yet")\n```'],["v2",`\`\`\`python
ml_client.data.get("history", label="latest")
history = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:history@latest",
    mode=InputOutputModes.EVAL_MOUNT,
)
\`\`\`
Both lines stand in the try.`],["What we do",`An Input is only a description: making one never fails. Where the
program waits for the failure, v2 is asked for the data asset
first.`],["Why it is said","Another error is raised: ResourceNotFoundError."],["If it matters",`Let except clauses that name UserErrorException name it. Where
ws.datasets.get(name) is compared with None, ask for the name:
name in [d.name for d in ml_client.data.list()].`],["Source",`azureml-core 1.61, Dataset.get_by_name; azure-ai-ml 1.35.2,
DataOperations.get`]]},{code:"PRS301",effort:"upgraded",title:"PythonScriptStep becomes command",sections:[["v1",`\`\`\`python
filing = PythonScriptStep(
    name="file-scores",
    script_name="file.py",
    source_directory="filing",
    arguments=["--in", scores],
    inputs=[scores],
    compute_target=cluster,
)
Pipeline(steps=[filing])
\`\`\``],["v2",`\`\`\`python
filing = command(
    name="file_scores",
    display_name="file-scores",
    code="filing",
    command="python file.py --in \${{inputs.scores}}",
    inputs={"scores": Input(type=AssetTypes.URI_FOLDER)},
    compute=cluster.name,
)
filing(scores=score.outputs.scores)
\`\`\``],["What we do",`A pipeline can't be half v1, so its script steps move too. Name,
data, arguments and allow_reuse move as for a parallel step. The
environment comes from the run configuration (PRS311); without
one it is asked for (PRS305). A step without a name keeps the
name that v1 gives it, that of its script.`],["Source",`Upgrade pipelines to SDK v2 (table of steps); azure-ai-ml 1.35.2,
command`]]},{code:"PRS302",effort:"decision",title:"a script or command step that cannot be followed",sections:[["v1",`\`\`\`python
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    arguments=make_arguments(),
    inputs=[scores],
    compute_target=cluster,
)
Pipeline(steps=[step, filing])
\`\`\`
Also a step made in a loop, ** arguments, params that are no
literal dict, run configuration parameters other than NodeCount.`],["v2",`\`\`\`python
filing = command(
    name="file",
    code="filing",
    environment="azureml:filing@latest",
    command="python file.py --in \${{inputs.scores}}",
    compute=cluster.name,
)
\`\`\`
What a step reads, writes and is told stands in its call.`],["What we do",`The pipeline stays as it is, under a TODO that says what could
not be seen.`],["If it matters",`Write the list or the dict out at the step, and run the upgrade
again.`],["Source",`azureml-pipeline-steps 1.62, PythonScriptStep; azure-ai-ml
1.35.2, command`]]},{code:"PRS303",effort:"decision",title:"steps that are ordered without data",sections:[["v1",`\`\`\`python
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    compute_target=cluster,
)
filing.run_after(step)
Pipeline(steps=[filing])
\`\`\`
Also StepSequence: one step waits for another without reading its
data.`],["v2","```python\nfiling(scores=score.outputs.scores)\n```\nA step waits only for the steps whose outputs it reads."],["What we do",`Where the steps follow each other by their data already,
run_after and StepSequence are dropped. Otherwise the pipeline
stays as it is, under a TODO.`],["If it matters",`Pass an output of the first step to the second as an input, even
where its script ignores it.`],["Source",`Upgrade pipelines to SDK v2 ("StepSequence: data dependency");
azure-cli #26739`]]},{code:"PRS304",effort:"upgraded",title:"CommandStep becomes command",sections:[["v1",`\`\`\`python
run_config = RunConfiguration()
run_config.environment = env
filing = CommandStep(
    name="file",
    command=["python file.py --in", scores],
    source_directory="filing",
    inputs=[scores],
    runconfig=run_config,
    compute_target=cluster,
)
Pipeline(steps=[filing])
\`\`\``],["v2",`\`\`\`python
filing = command(
    name="file",
    code="filing",
    environment=env,
    command="python file.py --in \${{inputs.scores}}",
    inputs={"scores": Input(type=AssetTypes.URI_FOLDER)},
    compute=cluster.name,
)
filing(scores=score.outputs.scores)
\`\`\``],["What we do",`A command that is a string stays as it is. The items of a list
become one string, with data, outputs and parameters by
reference. A step without a name keeps the one that v1 gives it:
CommandStep_ and the first word of the command.`],["Source",`azureml-pipeline-steps 1.62, CommandStep; azure-ai-ml 1.35.2,
command`]]},{code:"PRS305",effort:"decision",title:"command needs an environment",sections:[["v1",`\`\`\`python
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    inputs=[scores],
    compute_target=cluster,
)
Pipeline(steps=[filing])
\`\`\`
The environment stands in runconfig; left out, v1 makes a default
one.`],["v2",'```python\nfiling = command(\n    name="file", environment="azureml:filing@latest"\n)\n```\nRequired.'],["What we do",`An environment of Microsoft's registry is written as a stand-in,
under a TODO.`],["If it matters",`Name the environment that the script needs and delete the TODO.
Look at the other settings of a run configuration too.`],["Source",`azureml-pipeline-steps 1.62, PythonScriptStep; azure-ai-ml
1.35.2, command`]]},{code:"PRS306",effort:"changed",title:"a step setting that v2 does not have",sections:[["v1",`\`\`\`python
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    inputs=[scores],
    compute_target=cluster,
    version="2",
)
Pipeline(steps=[filing])
\`\`\`
version and hash_paths say when a step counts as another one.`],["v2",'```python\nfiling = command(name="file")\n```'],["What we do","Both are dropped, and each is named."],["Why it is said",`v2 names a component that has no version by a hash of what it
holds.`],["Source",`azureml-pipeline-steps 1.62, PythonScriptStep; azure-ai-ml
1.35.2, Component`]]},{code:"PRS307",effort:"upgraded",title:"params become environment variables",sections:[["v1",`\`\`\`python
run_config = RunConfiguration()
run_config.environment = env
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    inputs=[scores],
    params={"region": "eu"},
    runconfig=run_config,
    compute_target=cluster,
)
Pipeline(steps=[filing])
\`\`\`
The script finds it in the environment variable
AML_PARAMETER_region.`],["v2",'```python\nfiling = command(\n    name="file",\n    environment_variables={"AML_PARAMETER_region": "eu"},\n)\n```'],["What we do",`The variables are written out under the names that v1 gives them,
so the script finds them. A PipelineParameter is bound on the
node, as text: azure-ai-ml 1.35.2 can't send a parameter object
there.`],["Source","azureml-pipeline-core 1.62, ParamDef; azure-ai-ml 1.35.2, Command"]]},{code:"PRS311",effort:"upgraded",title:"RunConfiguration becomes settings of the steps that use it",sections:[["v1",`\`\`\`python
run_config = RunConfiguration()
run_config.environment = env
run_config.target = cluster
run_config.node_count = 2
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    inputs=[scores],
    runconfig=run_config,
)
Pipeline(steps=[filing])
\`\`\``],["v2",`\`\`\`python
filing = command(
    name="file",
    environment=env,
    compute=cluster.name,
    instance_count=2,
)
\`\`\`
v2 has no run configuration: each job holds its settings.`],["What we do",`The configuration dissolves into the steps that use it:
environment, target, node_count, environment_variables,
max_run_duration_seconds (timeout), docker.arguments
(docker_args) and docker.shm_size (shm_size). An environment that
is set up on the configuration itself becomes an Environment of
its own. use_docker is dropped: v2 always runs in a container.`],["Source",`azureml-core 1.61, RunConfiguration, DockerConfiguration;
azure-ai-ml 1.35.2, command`]]},{code:"PRS312",effort:"decision",title:"a run configuration setting that has to be moved by hand",sections:[["v1",`\`\`\`python
run_config = RunConfiguration()
run_config.environment = env
run_config.communicator = "OpenMpi"
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    inputs=[scores],
    runconfig=run_config,
    compute_target=cluster,
)
Pipeline(steps=[filing])
\`\`\`
A framework, a communicator, a history or Spark section, or a
setting that is made only on some paths.`],["v2",`\`\`\`python
filing = command(
    name="file",
    environment=env,
    compute=cluster.name,
    distribution=MpiDistribution(process_count_per_instance=1),
)
\`\`\`
MPI, PyTorch and TensorFlow are distributions of the job.`],["What we do",`The other settings move; this one is left out, under a TODO that
names it.`],["If it matters",`Write what the step needs into its command(...), and delete the
TODO.`],["Source",`azureml-core 1.61, RunConfiguration; azure-ai-ml 1.35.2, command,
MpiDistribution`]]},{code:"PRS321",effort:"decision",title:"a step that is a command job in v2",sections:[["v1",`\`\`\`python
train = MpiStep(
    name="train",
    source_directory="training",
    script_name="train.py",
    arguments=["--data", scores],
    inputs=[scores],
    compute_target=cluster,
    node_count=2,
    process_count_per_node=4,
)
Pipeline(steps=[train])
\`\`\`
Also EstimatorStep, RScriptStep and ModuleStep.`],["v2",`\`\`\`python
train = command(
    name="train",
    code="training",
    command="python train.py --data \${{inputs.scores}}",
    environment="azureml:training@latest",
    inputs={"scores": Input(type=AssetTypes.URI_FOLDER)},
    compute=cluster.name,
    instance_count=2,
    distribution=MpiDistribution(process_count_per_instance=4),
)
\`\`\`
An estimator's settings are arguments of command. R runs as
command="Rscript train.r" in an environment that has R. A module
becomes a command component that is loaded by name.`],["What we do",`The v1 step stands in comments, under a TODO. The rest of the
pipeline moves, and its function calls the step by name with the
data that it reads: it fails there until the step is written.`],["If it matters",`Write the step in place of the comments, with inputs and outputs
of the names that the pipeline function uses.`],["Source",`Upgrade pipelines to SDK v2 (table of steps); azure-ai-ml 1.35.2,
command, MpiDistribution`]]},{code:"PRS322",effort:"decision",title:"HyperDriveStep is a sweep job in v2",sections:[["v1",`\`\`\`python
tune = HyperDriveStep(
    name="tune",
    hyperdrive_config=search,
    inputs=[scores],
)
Pipeline(steps=[tune])
\`\`\``],["v2",`\`\`\`python
trial = command(
    code="training",
    command="python train.py --lr \${{inputs.lr}} --data \${{inputs.scores}}",
    environment="azureml:training@latest",
    inputs={
        "lr": 0.1,
        "scores": Input(type=AssetTypes.URI_FOLDER),
    },
)
tune = trial(lr=Uniform(0.01, 0.1), scores=scores).sweep(
    sampling_algorithm="random",
    primary_metric="accuracy",
    goal="Maximize",
)
tune.set_limits(max_total_trials=20, max_concurrent_trials=4)
\`\`\`
Inside the pipeline function: the trial is called there.`],["What we do",`The v1 step stands in comments, under a TODO. The rest of the
pipeline moves, and its function calls the step by name: it fails
there until the step is written.`],["If it matters",`The search space, the policy and the limits of the
HyperDriveConfig become arguments of sweep and set_limits.`],["Source",`Upgrade pipelines to SDK v2 (table of steps); Upgrade
hyperparameter tuning to SDK v2; azure-ai-ml 1.35.2,
Command.sweep`]]},{code:"PRS323",effort:"decision",title:"AutoMLStep is an automl job in v2",sections:[["v1",`\`\`\`python
train = AutoMLStep(
    name="train",
    automl_config=automl_config,
    inputs=[scores],
)
Pipeline(steps=[train])
\`\`\``],["v2",`\`\`\`python
train = automl.classification(
    training_data=scores,
    target_column_name="label",
    primary_metric="accuracy",
    compute=cluster.name,
)
train.set_limits(max_trials=10)
\`\`\`
Inside the pipeline function. The best model is its output
best_model.`],["What we do",`The v1 step stands in comments, under a TODO. The rest of the
pipeline moves, and its function calls the step by name: it fails
there until the step is written.`],["If it matters","The training data has to be an MLTable."],["Source",`Upgrade pipelines to SDK v2 (table of steps); Upgrade AutoML to
SDK v2; azure-ai-ml 1.35.2, automl`]]},{code:"PRS324",effort:"decision",title:"SynapseSparkStep is a spark job in v2",sections:[["v1",`\`\`\`python
clean = SynapseSparkStep(
    name="clean",
    file="clean.py",
    source_directory="cleaning",
    compute_target=cluster,
    driver_memory="7g",
    driver_cores=4,
    executor_memory="7g",
    executor_cores=4,
    num_executors=2,
    inputs=[scores],
)
Pipeline(steps=[clean])
\`\`\``],["v2",`\`\`\`python
clean = spark(
    name="clean",
    code="cleaning",
    entry={"file": "clean.py"},
    driver_memory="7g",
    driver_cores=4,
    executor_memory="7g",
    executor_cores=4,
    executor_instances=2,
    inputs={"scores": Input(type="uri_folder", mode="direct")},
    resources={
        "instance_type": "Standard_E4s_v3",
        "runtime_version": "3.4",
    },
    args="--data \${{inputs.scores}}",
)
\`\`\`
Spark reads its data in mode direct.`],["What we do",`The v1 step stands in comments, under a TODO. The rest of the
pipeline moves, and its function calls the step by name: it fails
there until the step is written.`],["If it matters",`Choose serverless Spark (resources) or an attached Synapse pool
(compute).`],["Source",`Upgrade pipelines to SDK v2 (table of steps); azure-ai-ml 1.35.2,
spark`]]},{code:"PRS325",effort:"unsupported",title:"a step type that v2 has no job for",sections:[["v1",`\`\`\`python
move = DatabricksStep(
    name="move",
    inputs=[scores],
    notebook_path="/move",
    compute_target=cluster,
)
Pipeline(steps=[move])
\`\`\`
Also DataTransferStep, AdlaStep, AzureBatchStep and KustoStep.`],["v2",`\`\`\`python
move = command(
    name="move",
    code="moving",
    command="python start_notebook.py --data \${{inputs.scores}}",
    environment="azureml:moving@latest",
    inputs={"scores": Input(type=AssetTypes.URI_FOLDER)},
    compute=cluster.name,
)
\`\`\`
There is no job of such a kind.`],["What we do",`The v1 step stands in comments, under a TODO. The rest of the
pipeline moves, and its function calls the step by name: it fails
there until something takes its place.`],["If it matters",`Do the work in a command step that calls the other service, or in
Data Factory around the pipeline. Often a transfer is not needed
any more: v2 jobs read and write any datastore.`],["Source","Upgrade pipelines to SDK v2 (table of steps)"]]},{code:"PRS326",effort:"decision",title:"steps that a library makes",sections:[["v1","```python\ntrain_steps = AutoMLPipelineBuilder.get_many_models_train_steps(\n    train_data=invoices, compute_target=cluster, node_count=2\n)\nPipeline(steps=[step, *train_steps])\n```\nThe library makes parallel run steps of its own."],["v2",'```python\nregistry = MLClient(credential, registry_name="azureml")\ntrain = registry.components.get("automl_many_models_training")\n```'],["What we do",`The code is left alone and listed: what the library makes is not
in sight.`],["If it matters",`Build the pipeline anew with the many models or hierarchical time
series components of the azureml registry.`],["Source",`azureml-train-automl-client, AutoMLPipelineBuilder;
Azure/azureml-assets, automl-many-models-train`]]},{code:"PRS401",effort:"upgraded",title:"Pipeline becomes a @dsl.pipeline function",sections:[["v1","```python\nPipeline(steps=[step])\n```\nThe named steps and those whose outputs they read."],["v2",`\`\`\`python
@dsl.pipeline(name="invoices")
def build_invoices():
    step()

pipeline = build_invoices()
\`\`\`
The steps that are called in the function.`],["What we do",`The function calls the steps in the order of their data, and
passes outputs and parameters on. It is named after the
experiment, else after its last step. Steps that v1 adds by
itself are called too.`],["Source",`Upgrade pipelines to SDK v2; azureml-pipeline-core 1.62,
Pipeline; azure-ai-ml 1.35.2, dsl.pipeline`]]},{code:"PRS402",effort:"decision",title:"a pipeline that cannot be followed",sections:[["v1","```python\nPipeline(steps=make_steps())\n```\nAlso default_source_directory, resolve_closure, a step whose\nvariable is bound again, two steps of one name."],["v2","```python\n@dsl.pipeline()\ndef scoring():\n    score = score_step()\n    file_step(scores=score.outputs.scores)\n```\nEach step is called by its name in the function."],["What we do",`The pipeline and its steps stay as they are, under a TODO that
says what could not be seen.`],["If it matters",`Write the list of steps out, one variable for each step, and run
the upgrade again.`],["Source","azure-ai-ml 1.35.2, dsl.pipeline"]]},{code:"PRS403",effort:"decision",title:"a call on a moved object without a counterpart",sections:[["v1","```python\nprint(pipeline.graph)\n```\nA method or attribute of an object that is v2 now."],["v2","```python\nprint(pipeline.jobs)\n```"],["What we do",`The rest of the program moves; this line stays, under a TODO. It
fails as it stands.`],["If it matters","Write the v2 call, or delete the line."],["Source","azure-ai-ml 1.35.2, MLClient and its operations"]]},{code:"PRS404",effort:"changed",title:"a pipeline setting that works differently",sections:[["v1","```python\nPipeline(default_datastore=store)\npipeline.validate()\n```\nvalidate() returns a list of errors."],["v2",`\`\`\`python
@dsl.pipeline(name="invoices", default_datastore=store.name)
def build_invoices():
    step()

ml_client.jobs.validate(pipeline)
\`\`\`
jobs.validate returns a ValidationResult.`],["What we do",`default_datastore becomes an argument of @dsl.pipeline, by its
name. validate becomes ml_client.jobs.validate.
continue_on_step_failure=False is written out where two steps do
not depend on each other: v1 stops when a step fails, v2 goes on.`],["Why it is said",`A list that is empty counts as false, a ValidationResult does
not.`],["If it matters","Code that uses the result asks its passed or error_messages."],["Source",`azureml-pipeline-core 1.62, Pipeline.validate; azure-ai-ml
1.35.2, dsl.pipeline, JobOperations.validate`]]},{code:"PRS411",effort:"upgraded",title:"PipelineParameter becomes a parameter of the pipeline function",sections:[["v1",'```python\nsize = PipelineParameter("batch_size", default_value="20")\nParallelRunConfig(mini_batch_size=size)\n```'],["v2",'```python\ndef build_invoices(batch_size="20"):\n    score = step()\n    score.mini_batch_size = "${{parent.inputs.batch_size}}"\n```'],["What we do",`It becomes a parameter of the pipeline function with the same
default. Settings are set on the node; values in arguments go
through an input of the step. A name that is no Python identifier
is changed, and the finding is of the kind "changed".`],["If it matters",`Binding mini_batch_size and retry_settings needs azure-ai-ml
1.13.0 or newer.`],["Source",`Upgrade pipelines to SDK v2; azure-sdk-for-python PR #33500;
azure-ai-ml 1.35.2, Parallel`]]},{code:"PRS412",effort:"decision",title:"a parameter whose name is not known",sections:[["v1",'```python\nsize = PipelineParameter(setting("name"), default_value="20")\nParallelRunConfig(mini_batch_size=size)\n```'],["v2",'```python\ndef scoring(batch_size="20"):\n    score = score_step()\n```\nThe name is part of the code.'],["What we do",`The parameter and the steps that use it stay as they are, under a
TODO.`],["If it matters","Write the name and the default out and run the upgrade again."],["Source","azure-ai-ml 1.35.2, dsl.pipeline"]]},{code:"PRS421",effort:"changed",title:"a published pipeline becomes a batch endpoint",sections:[["v1",`\`\`\`python
published = pipeline.publish(
    name="score_invoices", description="scores", version="1.0"
)
print(published.name)
\`\`\`
Also run.publish_pipeline. Each call makes a new published
pipeline.`],["v2",`\`\`\`python
published = ml_client.batch_endpoints.begin_create_or_update(
    BatchEndpoint(name="score-invoices", description="scores")
).result()
ml_client.batch_deployments.begin_create_or_update(
    PipelineComponentBatchDeployment(
        name=published.name,
        endpoint_name=published.name,
        component=ml_client.components.create_or_update(
            build_invoices
        ),
        tags={"version": "1.0"},
    )
).result()
published.defaults = {"deployment_name": published.name}
\`\`\`
The endpoint and its deployment are updated the next time.`],["What we do",`The pipeline function is registered as a component, with the
defaults of its parameters. The deployment runs it, and the
endpoint runs the deployment. The variable holds the endpoint.
version, a mere label in v1, becomes a tag;
continue_on_step_failure and default_datastore become settings of
the deployment; continue_on_step_failure=False is written out
where two steps do not depend on each other, since v2 goes on
unless it is told to stop. A parameter whose default is a
dataset gets a type, and each call passes the data: it has no
default in a component.`],["Why it is said",`The name of an endpoint has 3 to 32 letters, digits and dashes,
and is free in the whole region. id is the resource id of the
endpoint.`],["If it matters",`For two versions side by side, make a second deployment under the
same endpoint. job_definition=run deploys a job that has run.`],["Source",`Upgrade pipeline endpoints to SDK v2; Deploy existing pipeline
jobs to batch endpoints; azureml-pipeline-core 1.62,
Pipeline.publish; azure-ai-ml 1.35.2, BatchEndpoint,
PipelineComponentBatchDeployment`]]},{code:"PRS422",effort:"decision",title:"a pipeline that cannot be published as it stands",sections:[["v1",'```python\nfirst = pipeline.publish(name="scoring", version="1")\nsecond = run.publish_pipeline("scoring", "with retries", "2")\n```\nIn v1 two published pipelines can have one name. Also a pipeline\nthat is not in sight.'],["v2",`\`\`\`python
endpoint = ml_client.batch_endpoints.begin_create_or_update(
    BatchEndpoint(name="scoring")
).result()
component = ml_client.components.create_or_update(scoring)
for version in ("first", "second"):
    ml_client.batch_deployments.begin_create_or_update(
        PipelineComponentBatchDeployment(
            name=version,
            endpoint_name=endpoint.name,
            component=component,
        )
    ).result()
endpoint.defaults = {"deployment_name": "second"}
ml_client.batch_endpoints.begin_create_or_update(endpoint)
\`\`\``],["What we do",`The pipeline moves; the line that publishes it stays, under a
TODO, and what is done with the result stays v1.`],["If it matters",`Start from the code above. A second publication can be a second
deployment of one endpoint, or an endpoint of its own.`],["Source",`Upgrade pipeline endpoints to SDK v2; azure-ai-ml 1.35.2,
ComponentOperations.create_or_update`]]},{code:"PRS423",effort:"decision",title:"a name that v2 may refuse",sections:[["v1","```python\nfrom settings import name\npipeline.publish(name=name)\n```\nAny text, for a published pipeline and for a schedule."],["v2",'```python\nBatchEndpoint(name=name.replace("_", "-"))\n```'],["What we do","The name is passed on as it is, under a TODO."],["If it matters",`The name of an endpoint has 3 to 32 letters, digits and dashes,
starts with a letter, ends with no dash, and is free in the
region. A schedule takes letters, digits, dashes and underscores.`],["Source","azure-ai-ml 1.35.2, validate_endpoint_or_deployment_name"]]},{code:"PRS424",effort:"changed",title:"the REST call of a published pipeline becomes invoke",sections:[["v1",`\`\`\`python
import requests
published = pipeline.publish(name="scoring")
login = InteractiveLoginAuthentication()
header = login.get_authentication_header()
response = requests.post(
    published.endpoint,
    headers=header,
    json={"ExperimentName": "invoices"},
)
run_id = response.json()["Id"]
\`\`\`
ParameterAssignments sets parameters: {"cutoff": 0.9}.`],["v2",`\`\`\`python
response = ml_client.batch_endpoints.invoke(
    endpoint_name=published.name, experiment_name="invoices"
)
run_id = response.name
\`\`\`
Parameters are inputs: inputs={"cutoff": Input(type="number",
default=0.9)}.`],["What we do",`The call becomes ml_client.batch_endpoints.invoke, PipelineRun of
its id becomes ml_client.jobs.get, and endpoint scoring_uri. The
v1 header goes where nothing else needs it.`],["Why it is said",`Callers outside of this program have to follow: another address,
a token for https://ml.azure.com, and another body:
{"properties": {"InputData": {"cutoff": {"JobInputType":
"Literal", "Value": 0.9}}, "properties": {"experimentName":
"invoices"}}}. The answer holds the name of the job in "name".`],["If it matters","invoke raises HttpResponseError where v1 gave back a status code."],["Source",`Upgrade pipeline endpoints to SDK v2; azure-ai-ml 1.35.2,
BatchEndpointOperations.invoke`]]},{code:"PRS425",effort:"decision",title:"a REST call that has to be written by hand",sections:[["v1",'```python\nimport requests\npublished = pipeline.publish(name="scoring")\nbody = {"ExperimentName": "invoices"}\nresponse = requests.post(published.endpoint, json=body)\n```'],["v2",`\`\`\`python
job = ml_client.batch_endpoints.invoke(
    endpoint_name="scoring",
    inputs={"cutoff": Input(type="number", default=0.9)},
    experiment_name="invoices",
)
run = ml_client.jobs.get(job.name)
# or, over REST, with a token for https://ml.azure.com:
body = {
    "properties": {
        "InputData": {
            "cutoff": {"JobInputType": "Literal", "Value": 0.9}
        },
        "properties": {"experimentName": "invoices"},
    }
}
response = requests.post(endpoint.scoring_uri, json=body)
name = response.json()["name"]
\`\`\``],["What we do",`The line stays, under a TODO: its body can't be seen, names a
parameter that the pipeline does not have, or reads something
from the response that a batch job has not.`],["If it matters",`Write one of the two above. aml_node_count and its like have no
counterpart: make them parameters of the pipeline function.`],["Source",`Upgrade pipeline endpoints to SDK v2; azure-ai-ml 1.35.2,
BatchEndpointOperations.invoke`]]},{code:"PRS426",effort:"changed",title:"a schedule becomes a JobSchedule",sections:[["v1",`\`\`\`python
published = pipeline.publish(name="scoring")
weekly = ScheduleRecurrence(
    "Week", 1, week_days=["Monday"], time_of_day="09:30"
)
schedule = Schedule.create(
    ws,
    name="Weekly scoring",
    pipeline_id=published.id,
    experiment_name="invoices",
    recurrence=weekly,
)
\`\`\`
It runs the published pipeline.`],["v2",`\`\`\`python
weekly = RecurrenceTrigger(
    frequency="week",
    interval=1,
    schedule=RecurrencePattern(
        hours=9, minutes=30, week_days=["monday"]
    ),
)
scheduled_job = build_invoices()
scheduled_job.experiment_name = "invoices"
schedule = ml_client.schedules.begin_create_or_update(
    JobSchedule(
        name="Weekly-scoring",
        display_name="Weekly scoring",
        trigger=weekly,
        create_job=scheduled_job,
    )
).result()
\`\`\`
It runs the pipeline job itself.`],["What we do",`The job of the schedule is a call of the pipeline function with
pipeline_parameters. disable and enable become begin_disable and
begin_enable; id becomes name. .result() waits until the schedule
is there, so wait_for_provisioning and wait_timeout go.`],["Why it is said",`A new deployment of the endpoint does not change the schedule:
run this program again. The name is the id of a v2 schedule, so
the same name updates it where v1 made one more.`],["Source",`azureml-pipeline-core 1.62, Schedule, ScheduleRecurrence;
azure-ai-ml 1.35.2, JobSchedule, RecurrenceTrigger`]]},{code:"PRS427",effort:"decision",title:"a schedule that cannot move as it stands",sections:[["v1",`\`\`\`python
schedule = Schedule.create(
    ws,
    name="on-new-files",
    pipeline_id="00000000-0000-0000-0000-000000000000",
    experiment_name="invoices",
    datastore=store,
    polling_interval=15,
)
\`\`\`
Also a recurrence or a pipeline that is not in sight.`],["v2",`\`\`\`python
job = scoring()
job.experiment_name = "invoices"
ml_client.schedules.begin_create_or_update(
    JobSchedule(
        name="hourly-scoring",
        trigger=RecurrenceTrigger(frequency="hour", interval=1),
        create_job=job,
    )
).result()
\`\`\`
Schedules of v2 run by the clock.`],["What we do",`The schedule stays v1, under a TODO. It goes on running what v1
has published.`],["If it matters",`For new files in a storage account, let an Event Grid event start
a Logic App or a function that calls the batch endpoint. For a
pipeline known by its id, build the pipeline job.`],["Source",`azureml-pipeline-core 1.62, Schedule.create; azure-ai-ml 1.35.2,
JobSchedule`]]},{code:"PRS428",effort:"decision",title:"published pipelines and schedules are looked up",sections:[["v1",'```python\nfor old in PublishedPipeline.list(ws):\n    if old.name == "scoring":\n        old.disable()\n```\nAlso PublishedPipeline.get, Schedule.list, Schedule.get, and\ndisable, enable and status of a published pipeline.'],["v2",`\`\`\`python
for endpoint in ml_client.batch_endpoints.list():
    if endpoint.name == "scoring":
        ml_client.batch_endpoints.begin_delete(endpoint.name)
for schedule in ml_client.schedules.list():
    ml_client.schedules.begin_disable(schedule.name)
\`\`\`
Endpoints can be deleted, not switched off.`],["What we do",`The line stays, under a TODO. Looked up in v1, it finds what v1
has published, and nothing that this program publishes now.`],["If it matters",`Keep it as long as old published pipelines are in use; add the v2
look-up for the new ones.`],["Source",`azureml-pipeline-core 1.62, PublishedPipeline, Schedule;
azure-ai-ml 1.35.2, BatchEndpointOperations, ScheduleOperations`]]},{code:"PRS429",effort:"decision",title:"a pipeline endpoint becomes a batch endpoint",sections:[["v1",'```python\nendpoint = PipelineEndpoint.publish(\n    workspace=ws, name="scoring", pipeline=pipeline,\n    description="scores invoices",\n)\n```\nOne address for several published pipelines.'],["v2",`\`\`\`python
endpoint = ml_client.batch_endpoints.begin_create_or_update(
    BatchEndpoint(name="scoring", description="scores invoices")
).result()
deployment = ml_client.batch_deployments.begin_create_or_update(
    PipelineComponentBatchDeployment(
        name="version-2",
        endpoint_name=endpoint.name,
        component=ml_client.components.create_or_update(scoring),
    )
).result()
endpoint.defaults = {"deployment_name": deployment.name}
ml_client.batch_endpoints.begin_create_or_update(endpoint)
\`\`\`
One endpoint with several deployments.`],["What we do","The line stays, under a TODO."],["If it matters",`publish and add_default are a new deployment that becomes the
default, add is a deployment alone, submit is invoke with
deployment_name for pipeline_version.`],["Source",`Upgrade pipeline endpoints to SDK v2; azureml-pipeline-core 1.62,
PipelineEndpoint; azure-ai-ml 1.35.2, BatchEndpoint`]]},{code:"PRS430",effort:"changed",title:"a run that ended well is called Completed",sections:[["v1",'```python\nstatus = run.wait_for_completion()\nif status == "Finished":\n    print("done")\n```'],["v2",'```python\nml_client.jobs.stream(run.name)\nstatus = ml_client.jobs.get(run.name).status\nif status == "Completed":\n    print("done")\n```'],["What we do",`"Finished" becomes "Completed" where the status, or a variable
that holds it, is compared with it. Other comparisons and lists
that say "Finished" get a TODO.`],["Why it is said",`The other words of v1 (NotStarted, Running, Failed, Canceled) are
the same. A v2 job has more of them on its way: Preparing,
Queued, Provisioning, Starting, Finalizing, CancelRequested.`],["If it matters",`A loop that waits while the status is "Running" ends too early;
wait until it is "Completed", "Failed" or "Canceled".`],["Source",`azureml-pipeline-core 1.62, PipelineRun.get_status; azure-ai-ml
1.35.2, JobStatus, RunHistoryConstants`]]},{code:"PRS431",effort:"upgraded",title:"submit becomes ml_client.jobs.create_or_update",sections:[["v1",'```python\nrun = Experiment(ws, "invoices").submit(\n    pipeline, tags={"team": "billing"}, regenerate_outputs=True\n)\n```\nAlso pipeline.submit("invoices").'],["v2",`\`\`\`python
pipeline.settings.force_rerun = True
run = ml_client.jobs.create_or_update(
    pipeline,
    experiment_name="invoices",
    tags={"team": "billing"},
)
\`\`\``],["What we do",`pipeline_parameters become arguments of the pipeline function,
tags stay tags. continue_on_step_failure and regenerate_outputs
become settings of the job. A second submission that sets less
than the first calls the function again: tags and settings stay
on a job object. Arguments that v1 ignores go.`],["Source",`Upgrade pipelines to SDK v2; azureml-core 1.61,
Experiment.submit; azure-ai-ml 1.35.2,
JobOperations.create_or_update, PipelineJobSettings`]]},{code:"PRS432",effort:"upgraded",title:"wait_for_completion becomes ml_client.jobs.stream",sections:[["v1","```python\nrun.wait_for_completion(show_output=True)\n```\nReturns the status."],["v2","```python\nml_client.jobs.stream(run.name)\n```\nReturns nothing."],["What we do",`The job is streamed. Where the code uses the returned status,
ml_client.jobs.get(...).status takes its place after that. Both
raise when the job failed; with raise_on_error=False the
exception is caught.`],["If it matters",`jobs.stream always prints the log. Where show_output=False was
given, ask for the status in a loop instead.`],["Source",`Upgrade pipelines to SDK v2; azureml-pipeline-core 1.62,
PipelineRun; azure-ai-ml 1.35.2, JobOperations.stream`]]},{code:"PRS433",effort:"upgraded",title:"what is read from a run is read from the job",sections:[["v1","```python\nprint(run.id, run.get_portal_url(), run.get_status())\n```"],["v2","```python\nprint(\n    run.name, run.studio_url, ml_client.jobs.get(run.name).status\n)\n```\nThe status on the job is the one of when it was asked for."],["What we do",`id becomes name and name display_name, get_portal_url studio_url.
get_status, tags and properties become a fresh look-up, cancel
ml_client.jobs.begin_cancel, tag ml_client.jobs.update.
PipelineRun(experiment, id) becomes ml_client.jobs.get(id), when
everything that is asked of it has a counterpart.`],["Source","azureml-core 1.61, Run; azure-ai-ml 1.35.2, Job, JobOperations"]]},{code:"PRS434",effort:"changed",title:"step runs are child jobs, found by their display name",sections:[["v1",'```python\nstep_run = run.find_step_run("score")[0]\n```\nThe runs of a step, by its name.'],["v2",`\`\`\`python
step_run = next(
    job
    for job in ml_client.jobs.list(parent_job_name=run.name)
    if job.display_name == "score"
)
\`\`\`
The child jobs of the pipeline job.`],["What we do",`find_step_run filters the child jobs by display name, which holds
the v1 step name; its [0] becomes next(...). get_children and
get_steps become the list of child jobs.`],["Why it is said",`v2 has no look-up by step, and lists jobs in no promised order.
next(...) raises StopIteration where [0] raised IndexError.`],["Source",`azureml-pipeline-core 1.62, PipelineRun.find_step_run;
azure-ai-ml 1.35.2, JobOperations.list`]]},{code:"PRS435",effort:"changed",title:"outputs are downloaded to another folder",sections:[["v1",'```python\nstep_run = run.find_step_run("score")[0]\nstep_run.get_output_data("scores").download("local")\n```\nInto local, under the path that the data has on the datastore.'],["v2",'```python\nml_client.jobs.download(\n    step_run.name, download_path="local", output_name="scores"\n)\n```\nInto local/named-outputs/scores.'],["What we do",`The output is named by output_name. path_on_datastore of a
downloaded output becomes "named-outputs/<name>", and so does
azureml/<run id>/<name> in a path that the code builds. The file
of appended rows lies directly in that folder under its v1 name,
also where the rows have an output of their own: it is a part of
the folder. A search (os.walk) finds it.`],["Why it is said",`Code that opens the downloaded files looks in another folder.
v1 leaves local files alone unless overwrite=True, v2 overwrites.`],["If it matters",`Look at each path that is built from the download folder. v2
downloads only from a job that has ended.`],["Source",`azureml-pipeline-core 1.62, PortDataReference.download;
azure-ai-ml 1.35.2, JobOperations.download`]]},{code:"PRS436",effort:"decision",title:"a submit argument that has to be moved by hand",sections:[["v1",'```python\nrun = Experiment(ws, "invoices").submit(\n    pipeline, parent_run_id="run-1"\n)\n```\nAlso ** arguments, and settings of a pipeline that has no\nvariable.'],["v2",'```python\nrun = ml_client.jobs.create_or_update(\n    pipeline, experiment_name="invoices"\n)\n```'],["What we do",`The job is submitted without the argument, under a TODO that
names it.`],["If it matters",`Do without it, or set it in the settings of the pipeline job
before the submission.`],["Source",`azureml-core 1.61, Experiment.submit; azure-ai-ml 1.35.2,
JobOperations.create_or_update`]]},{code:"PRS437",effort:"changed",title:"the widget becomes a link to the job",sections:[["v1","```python\nRunDetails(run).show()\n```\nThe widget of azureml.widgets, in a notebook."],["v2","```python\nprint(run.studio_url)\n```"],["What we do","The link to the page of the job is printed."],["Why it is said","v2 has no widget. Neither waits for the job."],["If it matters",`The job as the last line of a cell is shown as a table with that
link; ml_client.jobs.stream(run.name) prints the log.`],["Source",`azureml-widgets 1.62, RunDetails; azure-ai-ml 1.35.2,
Job.studio_url, Job._repr_html_`]]},{code:"PRS438",effort:"decision",title:"a call on a run that has to be written anew",sections:[["v1","```python\nprint(run.get_metrics())\n```\nAlso download_file, get_details_with_logs, get_outputs, parent,\nand waiting for the run of one step."],["v2",`\`\`\`python
import mlflow

workspace = ml_client.workspaces.get(ml_client.workspace_name)
mlflow.set_tracking_uri(workspace.mlflow_tracking_uri)
print(mlflow.get_run(run.name).data.metrics)
\`\`\`
Logs and files come with
ml_client.jobs.download(run.name, download_path="logs"), below
logs/artifacts. To wait for the job of a step:
\`\`\`python
done = ("Completed", "Failed", "Canceled")
while ml_client.jobs.get(step_run.name).status not in done:
    time.sleep(10)
\`\`\``],["What we do",`The rest of the program moves; this line stays, under a TODO that
names the code to start from. It fails as it stands.`],["If it matters","Write the v2 code, or delete the line."],["Source",`azureml-core 1.61, Run; azureml-pipeline-core 1.62, StepRun;
azure-ai-ml 1.35.2, JobOperations (stream refuses the jobs of
steps: PipelineChildJobError)`]]},{code:"PRS439",effort:"decision",title:"a wait argument that v2 does not have",sections:[["v1","```python\nrun.wait_for_completion(show_output=True, timeout_seconds=3600)\n```\nGoes on after that time, whether the run has ended or not."],["v2","```python\nml_client.jobs.stream(run.name)\n```\nWaits until the job has ended."],["What we do","The job is streamed without the argument, under a TODO."],["If it matters",`Ask for the status until then:
\`\`\`python
end = time.time() + 3600
done = ("Completed", "Failed", "Canceled")
while time.time() < end:
    if ml_client.jobs.get(run.name).status in done:
        break
    time.sleep(10)
\`\`\``],["Source",`azureml-pipeline-core 1.62, PipelineRun.wait_for_completion;
azure-ai-ml 1.35.2, JobOperations.stream`]]},{code:"PRS440",effort:"decision",title:"a path into the v1 folders of an output",sections:[["v1",'```python\nstep_run = run.find_step_run("score")[0]\nstep_run.get_output_data("scores").download("local")\nruns = os.listdir(os.path.join("local", "azureml"))\n```\nAlso path_on_datastore of a file that is not downloaded.'],["v2",'```python\nml_client.jobs.download(\n    step_run.name, download_path="local", output_name="scores"\n)\nfiles = os.listdir(os.path.join("local/named-outputs", "scores"))\n```'],["What we do",`A path that is built as azureml/<run id>/<name> follows. Any
other path into v1's folders stays, under a TODO.`],["If it matters",`The path in v2 is <download path>/named-outputs/<name>. To read
an output where it lies, give it a path of its own in Output.`],["Source",`azureml-pipeline-core 1.62, PortDataReference; azure-ai-ml
1.35.2, JobOperations.download`]]},{code:"PRS501",effort:"upgraded",title:"Workspace becomes MLClient",sections:[["v1","```python\nws = Workspace.from_config()\n```\nAlso Workspace(...) and Workspace.get(...)."],["v2","```python\nml_client = MLClient.from_config(\n    credential=DefaultAzureCredential()\n)\n```\nA credential is required."],["What we do",`The variable is called ml_client from there on.
ServicePrincipalAuthentication becomes ClientSecretCredential,
MsiAuthentication ManagedIdentityCredential and
AzureCliAuthentication AzureCliCredential.
InteractiveLoginAuthentication becomes
InteractiveBrowserCredential and another auth
DefaultAzureCredential; there the finding is of the kind
"changed".`],["Source",`Upgrade workspace management to SDK v2; azure-ai-ml 1.35.2,
MLClient`]]},{code:"PRS502",effort:"changed",title:"the workspace stays, and the client is made from it",sections:[["v1","```python\nws = Workspace.from_config()\nprint(ws.get_details())\n```\nSomething that has no counterpart uses the workspace."],["v2",`\`\`\`python
ws = Workspace.from_config()
ml_client = MLClient(
    DefaultAzureCredential(),
    ws.subscription_id,
    ws.resource_group,
    ws.name,
)
print(ws.get_details())
\`\`\``],["What we do",`The v1 workspace stays for that code, and the client is made from
it, so that both use the same workspace.`],["Why it is said","The program needs both SDKs, and signs in twice."],["If it matters","Replace the rest of the v1 code; then the workspace can go."],["Source","azure-ai-ml 1.35.2, MLClient; azureml-core 1.61, Workspace"]]},{code:"PRS503",effort:"decision",title:"a sign-in to another cloud",sections:[["v1",'```python\nws = Workspace.from_config(\n    auth=MsiAuthentication(cloud="AzureChinaCloud")\n)\n```'],["v2",'```python\nml_client = MLClient.from_config(\n    credential=ManagedIdentityCredential(),\n    cloud="AzureChinaCloud",\n)\n```\nThe credential may need an authority of that cloud.'],["What we do","The sign-in stays v1, and the client gets DefaultAzureCredential."],["If it matters",`Name the cloud for the client, and its authority for the
credential.`],["Source",`azureml-core 1.61, azureml.core.authentication; azure-ai-ml
1.35.2, MLClient`]]},{code:"PRS504",effort:"changed",title:"the workspace of the job that the code runs in",sections:[["v1","```python\nws = Run.get_context().experiment.workspace\n```\nIn code that runs in a job."],["v2",`\`\`\`python
ml_client = MLClient(
    DefaultAzureCredential(),
    environ["AZUREML_ARM_SUBSCRIPTION"],
    environ["AZUREML_ARM_RESOURCEGROUP"],
    environ["AZUREML_ARM_WORKSPACE_NAME"],
)
\`\`\`
Azure ML sets these variables in each job.`],["What we do","The run goes where nothing else uses it."],["Why it is said",`v1 signed in with the token of the job. v2 needs an identity
that may use the workspace: the managed identity of the compute,
or the user's, where the job has identity=UserIdentity. Outside
of a job v1 raised AttributeError; the variables raise KeyError.`],["If it matters",`Give the compute's identity access to the workspace, or use
azure.ai.ml.identity.AzureMLOnBehalfOfCredential.`],["Source",`azureml-core 1.61, Run.get_context; Authenticate with
MLClient in a training job; azure-ai-ml 1.35.2, identity`]]},{code:"PRS511",effort:"upgraded",title:"compute lookups become ml_client.compute",sections:[["v1",'```python\ncluster = ComputeTarget(workspace=ws, name="cpu-cluster")\n```\nAlso AmlCompute(ws, name) and ws.compute_targets[name].'],["v2",'```python\ncluster = ml_client.compute.get("cpu-cluster")\n```'],["What we do","Lookups become compute.get. `name in ws.compute_targets` asks the\nnames of compute.list, ComputeTargetException becomes\nResourceNotFoundError, delete becomes begin_delete."],["Source",`Upgrade compute management to v2; azure-ai-ml 1.35.2,
ComputeOperations`]]},{code:"PRS512",effort:"upgraded",title:"provisioning becomes an AmlCompute entity",sections:[["v1",`\`\`\`python
settings = AmlCompute.provisioning_configuration(
    vm_size="STANDARD_D2_V2",
)
cluster = ComputeTarget.create(ws, "cpu-cluster", settings)
cluster.wait_for_completion(show_output=True)
\`\`\`
Left out: 0 to 4 nodes, 1800 seconds idle.`],["v2",`\`\`\`python
settings = AmlCompute(
    name="cpu-cluster",
    size="STANDARD_D2_V2",
    min_instances=0,
    max_instances=4,
    idle_time_before_scale_down=1800,
)
cluster = ml_client.compute.begin_create_or_update(
    settings
).result()
\`\`\`
Left out: nothing is sent.`],["What we do",`Each argument moves to its v2 name, and what v1 fills in is
written out; .result() waits for the creation. An argument
without a counterpart keeps the configuration in v1: there a
person decides.`],["Source",`Upgrade compute management to v2; azureml-core 1.61,
AmlCompute.provisioning_configuration; azure-ai-ml 1.35.2,
AmlCompute`]]},{code:"PRS513",effort:"changed",title:"get_status becomes provisioning_state",sections:[["v1","```python\nprint(cluster.get_status())\n```\nAn AmlComputeStatus object: node counts, errors, state."],["v2","```python\nprint(cluster.provisioning_state)\n```\nOne word for the state of the creation."],["What we do",`get_status(), and get_status().serialize(), become
provisioning_state.`],["Why it is said","The node counts of the v1 status are not in it."],["If it matters","ml_client.compute.list_nodes(name) lists the nodes of a cluster."],["Source",`azureml-core 1.61, AmlCompute.get_status; azure-ai-ml 1.35.2,
Compute.provisioning_state, ComputeOperations.list_nodes`]]},{code:"PRS521",effort:"upgraded",title:"Environment becomes the v2 Environment",sections:[["v1",`\`\`\`python
env = Environment.from_docker_image(
    "scoring",
    "acme.azurecr.io/scoring:3",
    conda_specification="conda.yml",
)
\`\`\`
Also Environment(name), get, from_conda_specification,
from_pip_requirements, from_dockerfile, and CondaDependencies.`],["v2",`\`\`\`python
env = Environment(
    name="scoring",
    image="acme.azurecr.io/scoring:3",
    conda_file="conda.yml",
)
\`\`\`
An image, with or without a conda specification, or a build
context.`],["What we do",`An environment that is fetched by name becomes
"azureml:<name>@latest", or its version or label.
CondaDependencies become a dict for conda_file. What is set on
the v1 object later goes into the one call. register becomes
ml_client.environments.create_or_update; clone becomes a second
Environment with what the first holds. A clone of an environment
that is fetched by name is that environment.`],["Source","azureml-core 1.61, Environment; azure-ai-ml 1.35.2, Environment"]]},{code:"PRS522",effort:"changed",title:"what the v1 SDK filled in is written out",sections:[["v1",'```python\nenv = Environment.from_conda_specification(\n    "scoring", "conda.yml"\n)\n```\nThe SDK fills in a default image, a Python version and\nazureml-defaults.'],["v2",`\`\`\`python
env = Environment(
    name="scoring",
    image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04",
    conda_file="conda.yml",
)
\`\`\`
conda_file needs an image.`],["What we do",`What azureml-core 1.61 fills in is written out: this image
(without its date); python=3.10 where CondaDependencies.create
names none; python=3.8 for CondaDependencies(), for
from_pip_requirements and for an environment that names no
packages, with azureml-defaults; the channels anaconda and
conda-forge. DEFAULT_CPU_IMAGE and its like become the names of
their images. A conda file is taken as it is: v1 added a Python
to one without. pin_sdk_version is dropped.`],["Why it is said","An older v1 SDK filled in an older image and an older Python."],["If it matters",`Write the image and the Python version that the scripts were
tested with.`],["Source",`azureml-core 1.61, DEFAULT_CPU_IMAGE, conda_dependencies.py;
azure-ai-ml 1.35.2, Environment`]]},{code:"PRS523",effort:"decision",title:"an environment setting without a place in v2",sections:[["v1",`\`\`\`python
env = Environment.from_conda_specification(
    "scoring", "conda.yml"
)
env.docker.shm_size = "4g"
\`\`\`
Also a registry with a password, an interpreter path, packages
that are added to a file or to an environment that is fetched by
name, load_from_directory, from_existing_conda_environment.`],["v2",'```python\nparallel_run_function(shm_size="4g")\n```\nA v2 environment has an image, a conda file or a build context,\nand nothing else that is run.'],["What we do",`The line stays, under a TODO that says where the setting belongs.
It does nothing in v2, or fails. Where the environment itself
can't be told, all that runs in it stays v1.`],["If it matters",`Move the setting to the step, into the conda file or into the
Dockerfile, and delete the line.`],["Source","azureml-core 1.61, Environment; azure-ai-ml 1.35.2, Environment"]]},{code:"PRS524",effort:"changed",title:"a curated environment comes from the azureml registry",sections:[["v1",'```python\nenv = Environment.get(\n    ws, "AzureML-sklearn-1.0-ubuntu20.04-py38-cpu"\n)\n```\nCurated environments belong to each workspace.'],["v2",'```python\nenv = "azureml://registries/azureml/environments/sklearn-1.0-ubuntu20.04-py38-cpu/labels/latest"\n```\nCurated environments belong to the registry azureml.'],["What we do",`The name goes on without AzureML-, with the version or the label
latest.`],["Why it is said","Many of the environments that v1 code names are no longer kept."],["If it matters",`Look in the registry whether this name exists, and whether its
packages serve.`],["Source","Azure Machine Learning curated environments"]]},{code:"PRS525",effort:"changed",title:"packages that v2 needs to read a table",sections:[["v1",`\`\`\`python
invoices = Dataset.get_by_name(ws, "invoices")
env = Environment("scoring")
env.python.conda_dependencies = CondaDependencies.create(
    python_version="3.10", pip_packages=["pandas"]
)
ParallelRunConfig(mini_batch_size="10MB")
\`\`\``],["v2",`\`\`\`python
env = Environment(
    conda_file={
        "dependencies": [
            "python=3.10",
            {
                "pip": [
                    "pandas",
                    "mltable",
                    "azureml-dataprep[pandas]",
                ]
            },
        ]
    }
)
\`\`\``],["What we do",`mltable and azureml-dataprep[pandas] are added to a list of
packages in sight. Where the packages are not in sight, the
finding asks to check them.`],["Why it is said",`Public ports of v1 code found that a worker that splits a table
needs both packages.`],["Source",`azureml-examples (environments of the parallel job samples);
azureml-examples #2369`]]},{code:"PRS526",effort:"changed",title:"a Dockerfile becomes a build context",sections:[["v1",'```python\nenv = Environment.from_dockerfile(\n    "scoring", "docker/Dockerfile"\n)\n```\nThe SDK sends the text of the Dockerfile, and nothing beside it.'],["v2",`\`\`\`python
env = Environment(
    name="scoring",
    build=BuildContext(
        path="docker", dockerfile_path="Dockerfile"
    ),
)
\`\`\`
The SDK uploads the folder, and the image is built in it.`],["What we do",`The path is taken apart into folder and file. A
DockerBuildContext keeps its own.`],["Why it is said",`A large folder is uploaded whole, and each change in it builds a
new image.`],["If it matters",`Move the Dockerfile into a folder of its own, or list what it
does not need in .amlignore.`],["Source",`azureml-core 1.61, DockerSection.base_dockerfile; azure-ai-ml
1.35.2, BuildContext`]]},{code:"PRS527",effort:"upgraded",title:"environment variables of an environment go to its steps",sections:[["v1",'```python\nenv = Environment.from_docker_image(\n    "scoring", "acme.azurecr.io/scoring:3"\n)\nenv.environment_variables = {"OMP_NUM_THREADS": "1"}\n```'],["v2",`\`\`\`python
env = Environment(
    name="scoring", image="acme.azurecr.io/scoring:3"
)
parallel_run_function(
    environment_variables={"OMP_NUM_THREADS": "1"}
)
\`\`\`
v2 environments hold no variables; jobs do.`],["What we do",`Each step that runs in the environment gets its variables, before
its own. Where the environment is registered or cloned, or one of
its steps is not in sight, the line stays under a TODO.`],["Source",`azureml-core 1.61, Environment.environment_variables; azure-ai-ml
1.35.2, parallel_run_function, command`]]},{code:"PRS528",effort:"decision",title:"an environment that comes from elsewhere",sections:[["v1","```python\nfrom common import scoring_env\n\nParallelRunConfig(environment=scoring_env)\n```"],["v2",'```python\nParallelRunConfig(environment="azureml:scoring@latest")\n```\nA v2 Environment, or the name of one.'],["What we do",`The expression stays, under a TODO. An object of SDK v1 fails
when the v2 step is made.`],["If it matters","Upgrade the code that makes the environment, or name it here."],["Source","azure-ai-ml 1.35.2, RunFunction, command"]]},{code:"PRS531",effort:"upgraded",title:"models come from ml_client.models",sections:[["v1",'```python\nmodel = Model(ws, "invoice-model")\n```\nThe latest version, where none is given. Also Model.register.'],["v2",'```python\nmodel = ml_client.models.get("invoice-model", label="latest")\n```\nA version, as text, or a label.'],["What we do",`Model(...) and ws.models[...] become models.get, Model.register
models.create_or_update(Model(...)). model.id becomes the name
and the version, as v1 had it. A call with other arguments, such
as datasets or child_paths, and a model whose download() gives a
path that is used, stay in v1.`],["Source",`Upgrade model management to SDK v2; azure-ai-ml 1.35.2,
ModelOperations`]]},{code:"PRS532",effort:"changed",title:"the version of the SDK is the one of SDK v2",sections:[["v1","```python\nprint(VERSION)\n```\nThe version of azureml-core."],["v2","```python\nfrom azure.ai.ml import __version__\n\nprint(__version__)\n```\nThe version of azure-ai-ml."],["What we do","The name is read from azure.ai.ml."],["Why it is said",`The number is another one: code that compares it with a v1
version no longer makes sense.`],["Source","azureml-core 1.61, VERSION; azure-ai-ml 1.35.2"]]},{code:"PRS533",effort:"changed",title:"a model that behaves differently in v2",sections:[["v1",'```python\nmodel = Model(ws, "invoice-model")\nmodel.download(target_dir="models", exist_ok=True)\nprint(model.version)\n```\nA file of the model lies in models, the version is a number.'],["v2",`\`\`\`python
model = ml_client.models.get("invoice-model", label="latest")
ml_client.models.download(
    name=model.name,
    version=model.version,
    download_path="models",
)
print(model.version)
\`\`\`
It lies in models/invoice-model, the version is text.`],["What we do",`The counterpart is written; where the version is counted with or
compared, int(...) around it. model_framework and
resource_configuration of Model.register are dropped.`],["Why it is said",`Code that reads the downloaded files, or the version, may have to
follow.`],["If it matters",`Look at the paths below the target, and at what is done with the
version.`],["Source",`azureml-core 1.61, Model; azure-ai-ml 1.35.2,
ModelOperations.download`]]},{code:"PRS601",effort:"changed",title:"saved outputs are from before the upgrade",sections:[["v1",'```python\n# a notebook cell with a saved output\nrun = Experiment(ws, "scoring").submit(pipeline)\n```'],["v2",'```python\nrun = ml_client.jobs.create_or_update(pipeline,\nexperiment_name="scoring")\n```'],["What we do","The code of a cell changes, its saved outputs stay as they are."],["Why it is said",`The outputs were made by the v1 code; a reader of the notebook
can't tell.`],["If it matters","Run the notebook again, or clear the outputs."],["Source","nbformat 4, The Notebook file format"]]},{code:"PRS602",effort:"changed",title:"markdown explains v1",sections:[["v1",'```python\n# markdown: "The ParallelRunStep splits the images ..."\n```'],["v2","```python\n# the text is yours to change\n```"],["What we do",`Markdown is left alone; the cells that name v1 classes are
listed.`],["Why it is said",`After the upgrade the text explains code that is no longer
there.`],["Source","nbformat 4, The Notebook file format"]]},{code:"PRS603",effort:"decision",title:"a cell that does not parse",sections:[["v1","```python\ndef broken(:\n```"],["v2","```python\n# the cell stays as it is\n```"],["What we do",`A cell that does not parse is skipped, the others go on. When
it names ParallelRunConfig or ParallelRunStep the notebook is
refused. When it uses azureml otherwise, it is a decision.`],["Why it is said",`What the cell binds and reads is not known to the rest of the
upgrade. In a notebook with nothing to upgrade it is not said.`],["If it matters","Mend the cell and run again."],["Source","IPython, Python grammar"]]},{code:"PRS604",effort:"decision",title:"the body of a cell magic still uses v1",sections:[["v1",'```python\n%%writefile score.py\nfrom azureml.core.model import Model\nmodel_path = Model.get_model_path("classifier")\n```'],["v2","```python\n# the cell stays as it is: pass the model to the step as an input\n```"],["What we do","A cell whose magic keeps its body from the notebook's program\n(`%%writefile`, `%%script`) is not edited; the v1 calls in it are\nlisted."],["Why it is said","A written script runs in the job and still imports `azureml`."],["If it matters","Take the model and the data from the script's arguments."],["Source","Upgrade parallel run step to SDK v2"]]},{code:"PRS605",effort:"changed",title:"a cell installs SDK v1",sections:[["v1","```python\n%pip install azureml-sdk azureml-widgets\n```"],["v2","```python\n%pip install azure-ai-ml azure-identity\n```"],["What we do","The cell stays as it is."],["Why it is said","The upgraded cells import `azure.ai.ml`, which this cell does not\ninstall."],["If it matters","Install `azure-ai-ml`, and `azureml-*` only as long as something\nof SDK v1 is left."],["Source","Install and set up Python SDK v2"]]},{code:"PRS701",effort:"upgraded",title:"the settings of a YAML file move into the code",sections:[["v1",'```python\nconfig = ParallelRunConfig.load_yaml(ws, "scoring.yml")\n```\nThe settings stand in a file, under parallel_run_config.'],["v2","```python\nstep = parallel_run_function(instance_count=4, ...)\n```\nv2 has no such file: its settings stand in the code, or in a\ncomponent."],["What we do",`The settings move into the code of the step, with the comments of
the file. The file stays as it is.`],["Source","azureml-pipeline-core 1.62, ParallelRunConfig.load_yaml"]]},{code:"PRS702",effort:"changed",title:"a YAML file whose settings stand in the code now",sections:[["v1","```python\n# scoring.yml, which ParallelRunConfig.load_yaml reads\n```"],["v2","```python\n# nothing: the code has the settings\n```"],["What we do","The file is left where it is, and nothing of it is changed."],["Why it is said","Whoever changes a setting there changes nothing any more."],["If it matters","Delete the file, once nothing else reads it."],["Source","azureml-pipeline-core 1.62, ParallelRunConfig.load_yaml"]]},{code:"PRS703",effort:"decision",title:"a YAML file whose settings can't be read",sections:[["v1","```python\nconfig = ParallelRunConfig.load_yaml(ws, args.settings)\n```\nAlso a file that is not there or can't be read, or whose\nenvironment is written out in it or lies in a folder."],["v2","```python\nstep = parallel_run_function(instance_count=4, ...)\n```"],["What we do","The code stays v1, with a TODO that says what was looked for."],["If it matters",`Write the path as text, or the settings as
ParallelRunConfig(...). An environment: register it, and name it
with environment_name.`],["Source","azureml-pipeline-core 1.62, ParallelRunConfig.load_yaml"]]},{code:"PRS704",effort:"upgraded",title:"a key that v1 does not read",sections:[["v1","```python\n# parallel_run_config:\n#   input_format:\n```\nA key that load_yaml does not read, or that has no value."],["v2","```python\n# nothing\n```"],["What we do","It is left out."],["Source","azureml-pipeline-core 1.62, ParallelRunConfig.load_yaml"]]},{code:"PRS705",effort:"upgraded",title:"a v1 pipeline file becomes a v2 pipeline job",sections:[["v1",'```python\n# pipeline:\n#   steps: ...\npipeline = Pipeline.load_yaml(ws, "nightly.yml")\n```'],["v2",'```python\n# type: pipeline\n# jobs: ...\npipeline = load_job("nightly.yml")\n```'],["What we do",`The file is rewritten in place, each step gets a component file
beside it, and the code that loads it calls load_job.`],["Source",`azureml-pipeline-core 1.62, Pipeline.load_yaml; CLI (v2) pipeline
job YAML schema`]]},{code:"PRS706",effort:"decision",title:"a v1 pipeline file that has no v2 form",sections:[["v1","```python\n# a step of type DatabricksStep, a SQL data reference,\n# two inputs that are split together\n```"],["v2","```python\n# a pipeline job with steps that v2 has\n```"],["What we do",`The file and the code that loads it stay v1, with a TODO in the
code that says what is in the way.`],["If it matters","Change that part of the file, or write its job by hand."],["Source","azureml-pipeline-core 1.62, Pipeline.load_yaml"]]},{code:"PRS707",effort:"upgraded",title:"a step of a v1 pipeline file becomes a component",sections:[["v1","```python\n# Score:\n#   type: ParallelRunStep\n#   parallel_run_config: score.yml\n```"],["v2","```python\n# nightly-score.yml, a parallel component\n```"],["What we do",`The settings of the config file and of the step make a component
file; the job in the pipeline names it.`],["Source","CLI (v2) parallel job YAML schema"]]},{code:"PRS708",effort:"decision",title:"the environment of a script step of a pipeline file",sections:[["v1","```python\n# Prepare:\n#   type: PythonScriptStep\n#   runconfig: aml.runconfig\n```"],["v2","```python\n# environment: azureml:prepare@latest\n```"],["What we do",`The component is written without an environment, under a TODO.
load_job refuses it until one is named.`],["If it matters","Register the environment of the run configuration, and name it."],["Source","azureml-pipeline-core 1.62, Pipeline.load_yaml"]]},{code:"PRS709",effort:"upgraded",title:"a parameter of a pipeline file is an input of the job",sections:[["v1","```python\n# parameters:\n#   cutoff: {type: float, default: 0.5}\n```"],["v2","```python\n# inputs:\n#   cutoff: 0.5\n```"],["What we do",`The default is the value of the input; a submission that sets it
sets the input.`],["Source","azureml-pipeline-core 1.62, Pipeline.load_yaml"]]},{code:"PRS710",effort:"changed",title:"data of a pipeline file",sections:[["v1","```python\n# data_references:\n#   labels:\n#     datastore: workspaceblobstore\n#     path_on_datastore: labels\n```"],["v2","```python\n# type: uri_folder\n# path: azureml://datastores/workspaceblobstore/paths/labels\n```"],["What we do","A path is read as a folder, a registered dataset as mltable."],["If it matters","A path that is one file needs the type uri_file."],["Source","azureml-pipeline-core 1.62, Pipeline.load_yaml"]]},{code:"PRS711",effort:"changed",title:"a key of a pipeline file without a v2 place",sections:[["v1",'```python\n# Score:\n#   version: "2"\n#   path_on_compute: /tmp/in\n```'],["v2","```python\n# nothing\n```"],["What we do","The key is left out."],["Why it is said","Nothing is dropped in silence."],["Source","azureml-pipeline-core 1.62, Pipeline.load_yaml"]]},{code:"PRS801",effort:"changed",title:"packages of SDK v2 that the upgraded code needs",sections:[["v1","```text\nazureml-sdk==1.53.0\n```\nIn requirements.txt. Also pyproject.toml, setup.cfg, setup.py\nand conda files."],["v2","```text\nazure-ai-ml>=1.13.0\nazure-identity\nazureml-sdk==1.53.0\n```"],["What we do",`The files beside the upgraded code and in the folders above it,
up to the root of the repository, are read. One that names
packages of SDK v1 and lacks what the upgraded code imports is
listed. \`--write\` adds the lines to a requirements file; the
other kinds, and files that a tool generates or that hold
hashes, are left to you. Nothing is taken out. A file that the
code names as the packages of an environment is left alone: its
packages are those of the job.`],["Why it is said",`Without these packages the upgraded code stops at its first
import. Steps that take mini_batch_size or retry settings from
a parameter need azure-ai-ml 1.13.0 or newer.`],["If it matters","Pin the versions as you pin the others."],["Source",`Install and set up Python SDK v2; azure-sdk-for-python, changes
of azure-ai-ml 1.13.0`]]},{code:"PRS802",effort:"changed",title:"a package of SDK v1 that nothing here needs any more",sections:[["v1","```text\nazureml-pipeline==1.53.0\n```"],["v2","```text\n```\nNothing."],["What we do",`The package stays. It is said once, by the run whose upgrade
takes the last import of azureml out of the files that were
searched.`],["Why it is said",`The tool does not see what else is installed from this file: a
training environment, a build, code in another repository. So
it is no decision, and a later check does not ask for it.`],["If it matters","Take the line out when nothing else needs it."],["Source","Install and set up Python SDK v2"]]},{code:"PRS901",effort:"decision",title:"a v1 symbol that is left",sections:[["v1",'```python\nRun.get_context().log("files", 10)\n```\nAny name of azureml that the program still uses.'],["v2",'```python\nmlflow.log_metric("files", 10)\n```'],["What we do",`The code stays as it is. Each place is listed once, with the
reason and, where there is one, the v2 counterpart.`],["If it matters","The program needs both SDKs until the last of these is gone."],["Source","Migrate logging from SDK v1 to MLflow, for this example"]]},{code:"PRS902",effort:"decision",title:"a TODO of an earlier upgrade still stands",sections:[["v1",`\`\`\`python
# TODO(prs-upgrade PRS203): is "invoices" made of files or a table?
invoices = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:invoices@latest",
    mode=InputOutputModes.EVAL_MOUNT,
)
\`\`\``],["v2",'```python\ninvoices = Input(\n    type=AssetTypes.MLTABLE,\n    path="azureml:invoices@latest",\n    mode=InputOutputModes.DIRECT,\n)\n```'],["What we do",`An earlier upgrade left a question in the code, and it still
stands. A check fails until it is gone.`],["If it matters",`Decide, change the code if need be, and delete the TODO. Its own
code says more.`],["Source","prs-upgrade --check"]]},{code:"PRS903",effort:"decision",title:"a v1 symbol in a script that a step runs",sections:[["v1",'```python\nmodel_path = Model.get_model_path("invoice-model")\nRun.get_context().log("files", 10)\n```\nIn score.py, which a step runs.'],["v2",'```python\nRunFunction(\n    entry_script="score.py",\n    program_arguments="--model ${{inputs.model}}",\n)\n```\nThe model is an input of the step; MLflow logs metrics.'],["What we do",`A script that a step runs is read where its path is in the code,
and each use of azureml in it is listed. It is not changed: the
guide says that entry scripts are compatible, and how
azureml-core answers inside a v2 job could not be tried.`],["If it matters",`Pass models and data in the arguments and log with MLflow; then
the script runs without azureml-core.`],["Source",`Upgrade parallel run step to SDK v2 (note on entry scripts);
Migrate logging from SDK v1 to MLflow`]]},{code:"PRS904",effort:"decision",title:"an ignore comment that suppresses nothing",sections:[["v1",'```python\n# prs-upgrade: ignore[PRS203] the team knows that these are files\ninvoices = Dataset.File.from_files((store, "invoices"))\n```'],["v2",'```python\ninvoices = Input(\n    type=AssetTypes.URI_FOLDER,\n    path="azureml://datastores/workspaceblobstore/paths/invoices",\n)\n```'],["What we do",`A comment that suppresses nothing is reported: what it was about
is upgraded, has another code, or stands elsewhere now. The
comment stays.`],["Why it is said",`A comment that is left over would hide the next finding of that
code without anybody having looked at it.`],["If it matters","Take the code out of the comment, or the whole comment."],["Source","prs-upgrade itself"]]},{code:"PRS905",effort:"decision",title:"an ignore comment without codes or a reason",sections:[["v1",'```python\n# prs-upgrade: ignore[PRS203]\ninvoices = Dataset.get_by_name(ws, "invoices")\n```'],["v2",'```python\n# prs-upgrade: ignore[PRS203] these are files, see the loader\ninvoices = Dataset.get_by_name(ws, "invoices")\n```'],["What we do",`An ignore comment names its codes in brackets and says why after
them. One that does not suppresses nothing.`],["Why it is said","The next reader can't tell a decision from an oversight."],["If it matters",`Write the codes and the reason in one line:
# prs-upgrade: ignore[PRS203, PRS204] reason`],["Source","prs-upgrade itself"]]}];var RULE_DOCS=rule_docs_generated_default;function ruleList(repositories){let rules=occurring(repositories);return rules.length===0?NOTHING:html`<section aria-labelledby="rules"><h2 id="rules">The mapping, rule by rule</h2>
<p class="hint">The codes that occur here, how often, and what stands behind each of them.</p>
<div class="head" aria-hidden="true"><span>Code</span>${ORDER.map(effort=>html`<span class="n">${COLUMNS[effort].head}</span>`)}</div>
<ul class="rules">${rules.map(ruleView)}</ul></section>`}function occurring(repositories){let found=new Map;for(let file of repositories.flatMap(({files})=>files))for(let{code,effort,v1,v2}of file.findings){let rule=found.get(code)??{counts:{upgraded:0,changed:0,decision:0,unsupported:0},files:new Set,places:new Map};found.set(code,rule),rule.counts[effort]++,rule.files.add(file),v1!==null&&rule.places.set(`${v1} ${v2??""}`,[v1,v2])}return[...found].map(([code,{counts,files,places}])=>({code,counts,files:files.size,places:[...places.values()].sort(([a],[b])=>a<b?-1:1)})).sort((a,b)=>byCounts(a.counts,b.counts)||(a.code<b.code?-1:1))}function ruleView(rule){let doc=RULE_DOCS.find(({code})=>code===rule.code);return html`<li><details id="${rule.code}"><summary><span class="path"><span class="code-name">${rule.code}</span> ${inline(doc?.title??"")}</span>${countCells(rule.counts)}</summary>
<div class="body"><p class="hint">In <a href="#files" data-code="${rule.code}">${count(rule.files,"file")}</a></p>
${rule.places.length===0?NOTHING:html`<table class="map"><thead><tr><th scope="col">SDK v1</th><th scope="col">SDK v2</th></tr></thead><tbody>${rule.places.map(([v1,v2])=>html`<tr><td><code>${v1}</code></td><td>${v2===null?html`<span class="soft">none</span>`:html`<code>${v2}</code>`}</td></tr>`)}</tbody></table>`}
${doc?documentation(doc):NOTHING}</div></details></li>
`}function documentation(doc){let isCode=([heading2])=>heading2==="v1"||heading2==="v2";return html`<div class="pair">${doc.sections.filter(isCode).map(([heading2,body])=>html`<div><h3>${heading2}</h3>${markdown(body)}</div>`)}</div>
<dl class="about">${doc.sections.filter(section=>!isCode(section)).map(([heading2,body])=>html`<div><dt>${heading2}</dt><dd>${markdown(body)}</dd></div>`)}</dl>`}function markdown(text){return text.split(/^```\w*\n([^]*?)^```$/m).map((part,i)=>i%2===1?html`<pre tabindex="0">${part.trimEnd()}</pre>`:part.split(/\n\s*\n/).map(paragraph=>paragraph.trim()).filter(paragraph=>paragraph!=="").map(paragraph=>html`<p>${inline(paragraph.replace(/\s*\n\s*/g," "))}</p>`))}function inline(text){return text.split(/`([^`]+)`/).map((part,i)=>i%2===1?html`<code>${part}</code>`:part)}var SCRIPT=`"use strict";
(() => {
  const list = document.getElementById("list");
  const form = document.getElementById("filters");
  const open = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && (target.matches("details") ? target : target.querySelector(":scope > details"));
    if (details) details.open = true;
  };
  addEventListener("hashchange", open);
  open();
  // Browsers that can't show closed details on paper get them opened.
  if (!CSS.supports("selector(::details-content)")) {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = [...document.querySelectorAll("details:not([open]):not(.fold)")];
      for (const details of closed) details.open = true;
    });
    addEventListener("afterprint", () => { for (const details of closed) details.open = false; });
  }
  if (!list || !form) return;

  const EFFORTS = ["decision", "unsupported", "changed", "upgraded"];
  const items = [...list.children].map((element, rank) => ({
    element, rank, path: element.dataset.path, lower: element.dataset.path.toLowerCase(), repository: element.dataset.repository, state: element.dataset.state,
    codes: element.dataset.codes.split(" "), counts: element.dataset.counts.split(" ").map(Number),
  }));
  const reset = form.querySelector("[type=reset]");
  const shown = document.getElementById("shown");
  const files = (n) => n.toLocaleString("en-US") + (n === 1 ? " file" : " files");

  const filter = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const path = wanted.path.trim().toLowerCase();
    let left = 0;
    for (const item of items) {
      const hit = item.lower.includes(path) && (!wanted.repository || item.repository === wanted.repository) && (!wanted.code || item.codes.includes(wanted.code))
        && (!wanted.effort || (EFFORTS.includes(wanted.effort) ? item.counts[EFFORTS.indexOf(wanted.effort)] > 0 : item.state === wanted.effort));
      item.element.hidden = !hit;
      if (hit) left++;
    }
    reset.hidden = !Object.values(wanted).some((value) => value !== "");
    shown.value = left === items.length ? files(left) : left.toLocaleString("en-US") + " of " + files(items.length);
  };

  let sorted = "";
  const buttons = [...document.querySelectorAll("[data-sort]")];
  const sort = (button) => {
    const by = button.dataset.sort;
    const again = sorted === by;
    sorted = again ? "" : by;
    const column = EFFORTS.indexOf(by);
    const direction = again ? -1 : 1;
    const order = [...items].sort((a, b) => direction * (column < 0 ? (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) : b.counts[column] - a.counts[column]) || a.rank - b.rank);
    list.append(...order.map((item) => item.element));
    for (const each of buttons) {
      if (each === button) each.setAttribute("aria-pressed", "true");
      else each.removeAttribute("aria-pressed");
      each.dataset.arrow = each === button ? ((column < 0) === !again ? "\\u2191" : "\\u2193") : "";
    }
  };

  form.hidden = false;
  for (const button of buttons) {
    button.disabled = false;
    button.addEventListener("click", () => sort(button));
  }
  form.addEventListener("input", filter);
  // On the click, since a form's "reset" event comes before its fields are empty.
  reset.addEventListener("click", (event) => {
    event.preventDefault();
    form.reset();
    filter();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // Links such as "in 3 files" narrow the list down to them.
  for (const link of document.querySelectorAll("a[data-effort], a[data-code], a[data-repository]")) {
    link.addEventListener("click", () => {
      form.reset();
      for (const [name, value] of Object.entries(link.dataset)) if (form.elements[name]) form.elements[name].value = value;
      filter();
    });
  }
  filter();
})();
`;var LIGHT=`--paper: #fbfaf7; --card: #fffefc; --field: #ffffff; --hover: #f4f2ec; --fold: #f6f4ef; --ink: #23211d; --soft: #69645b; --faint: #c9c3b7; --faint-text: #767065; --line: #e7e3db; --edge: #8f897d; --focus: #1f5fbf;
  --upgraded: #2c6a4b; --upgraded-fill: #4f9270; --upgraded-tint: #f1f6f2; --changed: #835400; --changed-fill: #b3801f; --changed-tint: #fbf4e4; --decision: #a5301d; --decision-fill: #c54b36; --decision-tint: #fcf0ec; --unsupported: #594a89; --unsupported-fill: #7c6bb0; --unsupported-tint: #f4f1fa;
  --del: #fbeeea; --del-mark: #f3cfc5; --ins: #ecf5ee; --ins-mark: #c5e3cd;`,DARK=`--paper: #18191b; --card: #1c1e20; --field: #1f2124; --hover: #202225; --fold: #212326; --ink: #e7e3db; --soft: #a8a297; --faint: #55524c; --faint-text: #8f8a80; --line: #2e3033; --edge: #6f6c66; --focus: #8fb8ff;
  --upgraded: #86c6a3; --upgraded-fill: #579a78; --upgraded-tint: #1d2622; --changed: #e2b65f; --changed-fill: #c1913a; --changed-tint: #29241a; --decision: #f2937e; --decision-fill: #d15f49; --decision-tint: #2d201d; --unsupported: #bbabea; --unsupported-fill: #8d7cc4; --unsupported-tint: #25222e;
  --del: #33221f; --del-mark: #63352c; --ins: #1c2d23; --ins-mark: #2b5740;`,COLOURS=`:root { ${LIGHT} }
@media screen and (prefers-color-scheme: dark) {
  :root { ${DARK} }
}`;var STYLE=`${COLOURS}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { color-scheme: light dark; background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; overflow-wrap: break-word; font: 400 0.9375rem/1.55 "Segoe UI Variable Text", "Segoe UI", -apple-system, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif; font-variant-numeric: tabular-nums lining-nums; }
main, footer { max-width: 92rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 4rem); }
a { color: inherit; text-decoration-color: var(--faint); text-underline-offset: 0.2em; }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
code, pre, .rows, .code-name { font-family: "Cascadia Code", "Cascadia Mono", ui-monospace, SFMono-Regular, Consolas, "Liberation Mono", monospace; font-variant-ligatures: none; }
code { font-size: 0.92em; overflow-wrap: anywhere; }
h2 { font-size: 1.1875rem; font-weight: 600; letter-spacing: -0.005em; margin: 4.5rem 0 0.75rem; }
p { margin: 0; }
.soft, .hint, .share, .among { color: var(--soft); }
.n { text-align: right; }
.upgraded { --colour: var(--upgraded); --fill: var(--upgraded-fill); --tint: var(--upgraded-tint); }
.changed { --colour: var(--changed); --fill: var(--changed-fill); --tint: var(--changed-tint); }
.decision { --colour: var(--decision); --fill: var(--decision-fill); --tint: var(--decision-tint); }
.unsupported { --colour: var(--unsupported); --fill: var(--unsupported-fill); --tint: var(--unsupported-tint); }
.skip { position: absolute; left: -100rem; background: var(--paper); padding: 0.5rem 1rem; z-index: 3; }
.skip:focus { left: 1rem; top: 1rem; }

.top { padding-top: clamp(2.5rem, 7vh, 5.5rem); }
.eyebrow { color: var(--soft); }
h1 { font-size: clamp(1.625rem, 3.4vw, 2.375rem); font-weight: 600; line-height: 1.2; letter-spacing: -0.018em; margin: 0.4rem 0 0.75rem; text-wrap: balance; }
.lead { font-size: 1.0625rem; max-width: 46rem; color: var(--soft); text-wrap: pretty; }
svg.bar { display: block; width: 100%; height: 0.75rem; border-radius: 2px; margin: 2.75rem 0 1.5rem; }
svg.bar rect { fill: var(--fill); }
.numbers { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 2rem clamp(1.25rem, 3vw, 3rem); margin: 0; }
.numbers > div { display: flex; flex-direction: column; }
.numbers dt { order: 2; font-weight: 600; display: flex; align-items: baseline; gap: 0.5em; }
.numbers dt::before { content: ""; flex: none; width: 0.625rem; height: 0.625rem; border-radius: 2px; background: var(--fill); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.numbers dt a { text-decoration: none; }
.numbers dt a:hover { text-decoration: underline; }
.numbers dd { order: 3; margin: 0.15rem 0 0; color: var(--soft); max-width: 17rem; text-wrap: pretty; }
.numbers dd.big { order: 1; margin: 0 0 0.25rem; font-size: 2.75rem; line-height: 1.1; font-weight: 300; letter-spacing: -0.03em; color: var(--ink); }
.numbers .none .big { color: var(--soft); }
.numbers .big .share { font-size: 0.9375rem; font-weight: 400; letter-spacing: 0; }
.numbers .among { white-space: nowrap; display: block; }

.problems ul { margin: 0; padding: 0; list-style: none; }
.problems li { padding: 0.5rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.state { font-size: 0.8125rem; font-weight: 400; margin-left: 0.5em; color: var(--soft); white-space: nowrap; }
.state.decision { color: var(--decision); }

table { border-collapse: collapse; }
th { text-align: left; font-weight: 400; }
thead th { color: var(--soft); font-size: 0.8125rem; vertical-align: bottom; }
th.n { text-align: right; }
.wide { overflow-x: auto; }
.wide table { width: 100%; }
.wide th, .wide td { padding: 0.55rem 0 0.55rem 1.75rem; border-bottom: 1px solid var(--line); }
.wide th:first-child { padding-left: 0; }
.wide tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 10rem; }
.wide tbody th a { text-decoration: none; }
.wide tbody th a:hover { text-decoration: underline; }
.wide td.n { white-space: nowrap; }
.wide td.share { width: 24%; min-width: 7rem; }
.wide td.share svg { margin: 0; height: 0.5rem; }
td.n:is(.changed, .decision, .unsupported), summary .n:is(.changed, .decision, .unsupported) { color: var(--colour); font-weight: 600; }
.zero { color: var(--faint-text); }

.filters form { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: end; margin: 0 0 0.75rem; }
.filters form label { display: flex; flex-direction: column; gap: 0.2rem; min-width: 0; }
.filters form label span { font-size: 0.8125rem; color: var(--soft); }
.filters .grow { flex: 1 1 14rem; max-width: 26rem; }
.filters :is(input[type=search], select, button) { font: inherit; color: inherit; background: var(--field); border: 1px solid var(--edge); border-radius: 4px; padding: 0.35rem 0.6rem; height: 2.25rem; width: 100%; max-width: 100%; }
.filters form button[type=reset] { width: auto; background: none; border-color: transparent; color: var(--soft); text-decoration: underline; text-underline-offset: 0.2em; cursor: pointer; padding-inline: 0.25rem; }
.filters .shown { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; color: var(--soft); padding: 0.25rem 0 1.25rem; }
.toggle { display: inline-flex; gap: 0.5em; align-items: center; }
.toggle input { accent-color: var(--upgraded-fill); margin: 0; }

.head, .files > div > details > summary, .rules summary { display: grid; grid-template-columns: minmax(0, 1fr) repeat(4, 6.75rem); align-items: baseline; }
.head { border-bottom: 1px solid var(--edge); }
.head span { font-size: 0.8125rem; color: var(--soft); padding: 0.35rem 0; }
.head span:first-child { padding-left: 1.25rem; }
.head button { font: inherit; font-size: 0.8125rem; color: var(--soft); background: none; border: 0; padding: 0.35rem 0; text-align: left; }
.head button:first-child { padding-left: 1.25rem; }
.head button.n { text-align: right; }
.head button:not(:disabled) { cursor: pointer; }
.head button:not(:disabled):hover, .head button[aria-pressed] { color: var(--ink); }
.head button::after { content: attr(data-arrow); display: inline-block; width: 1em; text-align: right; }
.head button.n::after { margin-right: -1em; }
.files, .rules { list-style: none; margin: 0; padding: 0; }
.files > div { border-bottom: 1px solid var(--line); scroll-margin-top: 1rem; }
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
.files summary, .rules summary { padding: 0.6rem 0 0.6rem 1.25rem; position: relative; }
.files > div > details > summary::before, .rules > li > details > summary::before { content: ""; position: absolute; left: 0.15rem; top: 1.1rem; width: 0.4rem; height: 0.4rem; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); }
.files > div > details[open] > summary::before, .rules > li > details[open] > summary::before { transform: translateY(-0.1rem) rotate(45deg); }
.files summary:hover, .rules summary:hover { background: var(--hover); }
.files > div > details[open] > summary { position: sticky; top: 0; z-index: 2; background: var(--paper); box-shadow: 0 1px 0 var(--line); }
.path { overflow-wrap: anywhere; padding-right: 1.5rem; }
.path .name { font-weight: 600; }
.path .folder, .path .repository { color: var(--soft); }
.path .repository::after { content: " /"; }
.word { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.files .body { padding: 0.75rem 0 2.5rem; }
.files .refused { grid-column: 2 / -1; text-align: right; color: var(--decision); }
.refusal { color: var(--decision); padding: 0 0 0.5rem 1.25rem; overflow-wrap: anywhere; }

.code { border: 1px solid var(--line); border-radius: 4px; background: var(--card); margin: 0 0 1rem; overflow: clip; }
.code h3 { display: grid; grid-template-columns: 1fr 1fr; margin: 0; font-size: 0.8125rem; font-weight: 400; color: var(--soft); border-bottom: 1px solid var(--line); }
.code h3 span { padding: 0.35rem 1rem 0.35rem 4.25rem; }
.rows { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); font-size: 0.78125rem; line-height: 1.6; background: linear-gradient(to right, transparent calc(50% - 0.5px), var(--line) calc(50% - 0.5px), var(--line) calc(50% + 0.5px), transparent calc(50% + 0.5px)); }
.one .rows { grid-template-columns: minmax(0, 1fr); background: none; }
.rows > :is(span, del, ins) { display: block; position: relative; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; text-decoration: none; padding: 0 0.75rem 0 calc(4.25rem + 2ch); text-indent: -2ch; min-height: 1.6em; }
.rows > :is(span, del, ins)::before { content: attr(data-n); position: absolute; left: 0; width: 3rem; text-align: right; text-indent: 0; color: var(--soft); user-select: none; -webkit-user-select: none; }
.rows > :is(del, ins)::after { text-indent: 0; position: absolute; left: 3.3rem; top: 0; width: 0.6rem; text-align: center; color: var(--soft); user-select: none; -webkit-user-select: none; }
.rows > del { grid-column: 1; background: var(--del); }
.rows > del::after { content: "\\2212"; content: "\\2212" / ""; }
.rows > ins { grid-column: 2; background: var(--ins); }
.one .rows > span { grid-column: 1; }
.rows > ins::after { content: "+"; content: "+" / ""; }
.rows b { font-weight: inherit; border-radius: 2px; }
.rows del b { background: var(--del-mark); }
.rows ins b { background: var(--ins-mark); }
.rows small { float: right; text-indent: 0; margin-left: 1.5em; font-size: 0.92em; color: var(--soft); user-select: none; -webkit-user-select: none; }
.rows small a { text-decoration: none; }
.rows small a:hover { text-decoration: underline; }
.note { grid-column: 1 / -1; font: 400 0.875rem/1.5 "Segoe UI Variable Text", "Segoe UI", -apple-system, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif; background: var(--tint); border-left: 3px solid var(--fill); padding: 0.5rem 1.25rem 0.55rem calc(4.25rem - 3px); overflow-wrap: anywhere; }
.note + .note { box-shadow: inset 0 1px 0 var(--card); }
.note p { max-width: 52rem; }
.note strong { font-weight: 600; color: var(--colour); margin-right: 0.35em; }
.note a { font-size: 0.8125rem; color: var(--soft); margin-left: 0.35em; }
.note .why { color: var(--soft); }
.note .where { color: var(--soft); }
.note.upgraded { display: none; padding-block: 0.2rem 0.25rem; }
body:has(#same:checked) .note.upgraded { display: block; }
body:has(#same:checked) .rows small { display: none; }
.elsewhere { margin: 0 0 1rem; }
.elsewhere .note { margin-bottom: 2px; }
.elsewhere .note, .elsewhere .note.upgraded { padding-left: 1.25rem; }
.apart { color: var(--soft); font-size: 0.8125rem; padding: 0.15rem 1rem 0.15rem 4.25rem; background: var(--fold); }
.fold { background: var(--fold); font-size: 0.8125rem; }
.fold summary { color: var(--soft); padding: 0.2rem 1rem 0.2rem 4.25rem; position: relative; }
.fold summary::before { content: "\\22ee"; content: "\\22ee" / ""; position: absolute; left: 0; width: 3rem; text-align: right; }
.fold summary:hover { color: var(--ink); }
.fold div { display: grid; grid-template-columns: 3rem minmax(0, 1fr); background: var(--card); }
.fold pre { margin: 0; font-size: 0.78125rem; line-height: 1.6; tab-size: 4; }
.fold pre:first-child { text-align: right; color: var(--soft); user-select: none; -webkit-user-select: none; }
.fold pre:last-child { padding: 0 0.75rem 0 1.25rem; overflow-x: auto; }

.rules > li { border-bottom: 1px solid var(--line); }
.rules > li > details { scroll-margin-top: 1rem; }
.rules .code-name { font-size: 0.875rem; margin-right: 1rem; }
.rules .hint { margin: 0; }
.hint + .head { margin-top: 1rem; }
.rules .body { padding: 0.25rem 0 2rem 1.25rem; max-width: 74rem; }
.map { margin: 0.75rem 0 0; }
.map th, .map td { padding: 0.15rem 2rem 0.15rem 0; vertical-align: top; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; margin-top: 1rem; }
.pair > div { min-width: 0; }
.rules h3, .about dt { margin: 0; font-size: 0.8125rem; font-weight: 400; color: var(--soft); }
.rules pre { margin: 0.2rem 0 0.5rem; padding: 0.6rem 0.8rem; font-size: 0.78125rem; line-height: 1.6; background: var(--card); border: 1px solid var(--line); border-radius: 4px; overflow-x: auto; }
.about { margin: 1.25rem 0 0; display: grid; gap: 0.6rem; }
.about > div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); }
.about dd { margin: 0; max-width: 46rem; }
footer { margin-top: 5rem; padding-block: 1.5rem 3rem; color: var(--soft); font-size: 0.8125rem; }

@media (max-width: 60rem) {
  .head, .files > div > details > summary, .rules summary { grid-template-columns: minmax(0, 1fr) repeat(4, 5.25rem); }
  .rules .body { padding-left: 1.25rem; }
}
@media (max-width: 46rem) {
  h2 { margin-top: 3rem; }
  .numbers { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .numbers dd.big { font-size: 2.125rem; }
  .numbers .among { white-space: normal; }
  .filters .grow { flex-basis: 100%; max-width: none; }
  .filters form label { flex: 1 1 8rem; }
  .head { display: flex; flex-wrap: wrap; gap: 0 1rem; }
  .head:has(span) { display: none; }
  .rules { border-top: 1px solid var(--edge); }
  .head button:first-child { padding-left: 0; }
  .head button.n::after { margin: 0; }
  .files > div > details > summary, .rules summary { display: flex; flex-wrap: wrap; gap: 0 0.75rem; font-size: 0.875rem; }
  .path { flex: 1 0 100%; padding-right: 0; font-size: 0.9375rem; }
  summary .zero { display: none; }
  .word { position: static; width: auto; height: auto; clip-path: none; white-space: normal; }
  summary .n { font-weight: 400; }
  .code { margin-inline: -0.5rem; }
  .code h3 { display: block; }
  .code:not(.one) h3 span:last-child { display: none; }
  .code:not(.one) h3 span:first-child::after { content: ", and what it becomes"; }
  .code h3 span, .fold summary, .apart { display: block; padding-left: 3rem; }
  .rows { grid-template-columns: minmax(0, 1fr); background: none; }
  .rows > :is(span, del, ins) { padding-left: calc(3rem + 2ch); padding-right: 0.5rem; grid-column: 1; }
  .rows > :is(span, del, ins)::before { width: 2rem; font-size: 0.9em; }
  .rows > :is(del, ins)::after { left: 2.25rem; }
  .rows > ins { order: 1; }
  .code:not(.one) .rows > span:nth-of-type(even) { display: none; }
  .fold summary::before { width: 2rem; }
  .fold div { grid-template-columns: 2rem minmax(0, 1fr); }
  .fold pre:last-child { padding-left: 1rem; }
  .note { padding-left: calc(3rem - 3px); padding-right: 0.75rem; }
  .pair, .about > div { grid-template-columns: minmax(0, 1fr); }
}
@media print {
  @page { margin: 14mm 12mm; }
  html { color-scheme: light; }
  html { font-size: 9.5pt; }
  main, footer { max-width: none; padding: 0; }
  h1 { font-size: 18pt; }
  h2 { margin-top: 1.75rem; break-after: avoid; }
  .top { padding-top: 0; }
  .numbers { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 1rem; }
  .numbers dd.big { font-size: 22pt; }
  .filters form, .toggle, .skip { display: none; }
  details:not(.fold)::details-content { content-visibility: visible; display: block; height: auto; }
  .files > div > details > summary, .rules summary { position: static !important; break-after: avoid; }
  summary::before { display: none !important; }
  .head button:first-child, .files summary, .rules summary { padding-left: 0; }
  .head, .files > div > details > summary, .rules summary { display: grid; grid-template-columns: minmax(0, 1fr) repeat(4, 17mm); font-size: inherit; }
  .head:has(span) { display: grid; }
  summary .zero { display: inline; }
  .word { display: none; }
  .head :is(button, span) { font-size: 7pt; }
  .head button::after { content: none; }
  .code { break-inside: auto; overflow: visible; }
  .rows, .fold pre, .rules pre { font-size: 7pt; }
  .rows > :is(span, del, ins) { padding-left: calc(9mm + 2ch); padding-right: 1mm; break-inside: avoid; }
  .rows > :is(span, del, ins)::before { width: 6mm; }
  .rows > :is(del, ins)::after { left: 6.7mm; }
  .code h3 span, .fold summary, .apart { padding-left: 9mm; }
  .note, .note.upgraded { display: block; padding-left: calc(9mm - 3px); font-size: 8pt; break-inside: avoid; }
  .rows small { display: none; }
  .rules .body { padding: 0 0 0.75rem; }
  .rules pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .fold pre:last-child { white-space: pre-wrap; overflow-wrap: anywhere; }
  .wide { overflow: visible; }
  .rows, .rows > *, .note, .fold, .apart, .rows b { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}

`;function page(repositories){let policy=`default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>From Azure ML SDK v1 to v2</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#files">To the files</a>
<main>
${summary(repositories)}
${problems(repositories)}
${repositoryTable(repositories)}
${fileList(repositories)}
${ruleList(repositories)}
</main>
<footer><p>Made by prs-upgrade ${VERSION}. This page holds source code; it loads nothing and sends nothing.</p></footer>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text}function hashOf(text){return`sha256-${(0,import_node_crypto.createHash)("sha256").update(text).digest("base64")}`}function problems(repositories){let all=repositories.flatMap(({name,problems:some})=>some.map(({path,reason})=>({path:name===null?path:`${name}/${path}`,reason})));return all.length===0?NOTHING:html`<section class="problems" aria-labelledby="problems"><h2 id="problems">Could not be handled</h2><ul>${all.map(({path,reason})=>html`<li><code>${path}</code> ${reason}</li>`)}</ul></section>`}var html2=report=>page([fromReport(report)]);0&&(module.exports={html});
